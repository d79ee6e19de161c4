import type { WorldProduct } from '../world/types.ts'
import { strainTypes } from './dialect.ts'
import type { Custom } from './metafields.ts'

/** Where this chain keeps what the vendor has no field for; every shop chooses its own. */
const namespace = 'cannabis'

const list = (words: readonly string[]) => (words.length === 0 ? null : JSON.stringify(words))
const decimal = (value: number) => (value === 0 ? null : String(value))

/** What staff filled in of a product's custom fields. */
export function productMetafields(product: WorldProduct): Custom[] {
  const { size, labs, lean } = product
  const field = (key: string, type: string, value: string | null): Custom => ({ namespace, key, type, value })
  const text = 'single_line_text_field'
  const grams = size.flowerGrams + size.concentrateGrams
  return [
    field('strain', text, product.strain),
    field('strain_type', text, lean === null ? null : strainTypes[lean]),
    field('subcategory', text, product.subcategory),
    field('size', text, size.label),
    field('pack_count', 'number_integer', size.packCount > 1 ? String(size.packCount) : null),
    field('net_weight', 'weight', grams === 0 ? null : JSON.stringify({ value: grams, unit: 'g' })),
    field('thc_mg', 'number_decimal', decimal(size.thcMg)),
    field('cbd_mg', 'number_decimal', decimal(product.cbdMg)),
    field(
      'lab_results',
      'json',
      labs.length === 0
        ? null
        : JSON.stringify(
            labs.map(({ analyte, unit, min, max }) => ({
              analyte,
              unit: unit === 'percent' ? '%' : 'mg',
              min,
              max,
            })),
          ),
    ),
    field('effects', `list.${text}`, list(product.effects)),
    field('flavors', `list.${text}`, list(product.flavors)),
    field('ingredients', `list.${text}`, list(product.ingredients)),
  ]
}
