import type { NormalizedProduct } from '#server/catalog/normalize-product.ts'
import { decimalText } from '#server/lib/decimal-text.ts'

/** A price as stored; decimals trimmed. */
export type PriceState = {
  kind: string
  currency: string
  amountMinor: number
  minQuantity: string | null
  quantityUnit: string | null
  label: string
}

export type VariantState = {
  sourceId: string
  sku: string | null
  barcodes: string[]
  label: string
  weight: string | null
  weightUnit: string | null
  minWeight: string | null
  weightStep: string | null
  customerType: string
  lowStockAt: string | null
  position: number
  prices: PriceState[]
}

/** All of a product that comes from its source record, in the form the database gives it back. */
export type ProductState = {
  name: string
  brand: string | null
  description: string | null
  status: string
  sourceCategory: string[]
  categories: string[]
  categoryRule: string
  strainType: string | null
  strainName: string | null
  effects: string[]
  flavors: string[]
  ingredients: string[]
  tags: string[]
  potency: unknown[]
  images: unknown[]
  variants: VariantState[]
}

/** The state a normalised product will have once stored, so that before and after can be compared. */
export function stateOf(product: NormalizedProduct): ProductState {
  const { sourceId: _, sourceUpdatedAt: __, variants, ...fields } = product
  return {
    ...fields,
    variants: variants.map((variant, position) => ({
      ...variant,
      weight: trimmed(variant.weight, 6),
      minWeight: trimmed(variant.minWeight, 6),
      weightStep: trimmed(variant.weightStep, 6),
      lowStockAt: trimmed(variant.lowStockAt, 4),
      position,
      prices: variant.prices.map((price) => ({ ...price, minQuantity: trimmed(price.minQuantity, 6) })),
    })),
  }
}

function trimmed(value: string | null, scale: number): string | null {
  return value === null ? null : decimalText(value, scale)
}
