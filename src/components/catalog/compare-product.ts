import { decimal, money } from '#lib/numbers.ts'
import { type SourceValue, sameWords, sourceValues, traceSource } from '#lib/trace-source.ts'
import type { ProductView } from './use-product.ts'
import { statusWords, strainWords } from './words.ts'

/**
 * `same`: as the POS says it; `tidied`: other case, spaces or punctuation; `changed`: other words;
 * `derived`: no single field of the POS says it.
 */
export type ComparedField = {
  label: string
  canonical: string
  source: SourceValue | null
  state: 'same' | 'tidied' | 'changed' | 'derived'
}

type Trace = { label: string; shown: string; raw: string; hint: RegExp }

/** The fields of a product beside where each came from; empty ones are left out. */
export function compareProduct(view: ProductView): ComparedField[] {
  const { product, source } = view
  const values = source === null ? [] : sourceValues(source.payload)
  const categoryAtSource = product.sourceCategory.join(' › ')
  const category: ComparedField = {
    label: 'Category',
    canonical: product.categories.map(({ label }) => label).join(', '),
    source: { path: `rule ${product.categoryRule}`, value: categoryAtSource },
    state: stateOf(categoryAtSource, product.categories.map(({ label }) => label).join(' › ')),
  }
  const fields = tracesOf(view)
    .filter(({ shown }) => shown !== '')
    .map((trace) => compared(trace, values))
  return [...fields.slice(0, 2), category, ...fields.slice(2)]
}

/** The fields of a product that the POS may say in one of its own. */
export function tracesOf({ product, variants }: ProductView): Trace[] {
  const skus = variants.flatMap((variant) => (variant.sku === null ? [] : [variant.sku]))
  const barcodes = [...new Set(variants.flatMap((variant) => variant.barcodes))]
  const regular = variants.flatMap((variant) => variant.prices).find((price) => price.kind === 'regular')
  return [
    text('Name', product.name, /name|title/i),
    text('Brand', product.brand ?? '', /brand/i),
    text('Description', product.description ?? '', /description/i),
    { label: 'Status', shown: statusWords[product.status], raw: product.status, hint: /status|active/i },
    {
      label: 'Strain type',
      shown: product.strainType === null ? '' : strainWords[product.strainType],
      raw: product.strainType ?? '',
      hint: /classification|strain_?type|strain/i,
    },
    text('Strain', product.strainName ?? '', /strain/i),
    {
      label: 'Regular price',
      shown: regular === undefined ? '' : money(regular.amountMinor, regular.currency),
      raw: regular === undefined ? '' : String(regular.amountMinor / 100),
      hint: /price/i,
    },
    text('SKU', skus.join(', '), /sku/i),
    text('Barcodes', barcodes.join(', '), /barcode|upc/i),
    text('Effects', product.effects.join(', '), /effect/i),
    text('Flavours', product.flavors.join(', '), /flavou?r/i),
    text('Ingredients', product.ingredients.join(', '), /ingredient/i),
    text('Tags', product.tags.join(', '), /tag|label|attribute/i),
    ...product.potency.map(({ analyte, min, max, unit }) => ({
      label: analyte.toUpperCase(),
      shown: `${min === max ? decimal(min) : `${decimal(min)}–${decimal(max)}`} ${unit}`,
      raw: decimal(max),
      hint: new RegExp(analyte, 'i'),
    })),
  ]
}

function text(label: string, value: string, hint: RegExp): Trace {
  return { label, shown: value, raw: value, hint }
}

function compared({ label, shown, raw, hint }: Trace, values: readonly SourceValue[]): ComparedField {
  const source = traceSource(values, raw, hint)
  if (source === null) return { label, canonical: shown, source, state: 'derived' }
  return {
    label,
    canonical: shown,
    source,
    state: source.value === raw ? 'same' : stateOf(source.value, shown),
  }
}

function stateOf(received: string, canonical: string): 'same' | 'tidied' | 'changed' {
  if (received === canonical) return 'same'
  return sameWords(received, canonical) ? 'tidied' : 'changed'
}
