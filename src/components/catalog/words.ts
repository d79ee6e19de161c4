import type { Tone } from '#components/ui/badge.tsx'
import type { DifferenceKind } from '#server/catalog/travel/list-past-products.ts'
import type { CustomerType, ProductStatus, StrainType } from '#server/model/product.ts'

export const statusWords: Record<ProductStatus, string> = {
  active: 'Active',
  inactive: 'Inactive',
  hidden: 'Hidden',
  deleted: 'Deleted',
}

export const statusTones: Record<ProductStatus, Tone> = {
  active: 'good',
  inactive: 'paused',
  hidden: 'paused',
  deleted: 'failing',
}

export const strainWords: Record<StrainType, string> = {
  indica: 'Indica',
  sativa: 'Sativa',
  hybrid: 'Hybrid',
  indica_hybrid: 'Indica hybrid',
  sativa_hybrid: 'Sativa hybrid',
  cbd: 'CBD',
}

export const customerWords: Record<CustomerType, string> = {
  adult: 'Adult use',
  medical: 'Medical',
  both: 'Adult use and medical',
}

export const stockWords = { in: 'In stock', low: 'Low stock', out: 'Out of stock' } as const

export const changedWords = { hour: 'Last hour', day: 'Last 24 h', week: 'Last 7 days' } as const

/** One and several products that differ in this. */
export const differenceNouns = {
  price: ['price', 'prices'],
  stock: ['stock figure', 'stock figures'],
  gone: ['gone', 'gone'],
  status: ['status', 'statuses'],
  name: ['name', 'names'],
  brand: ['brand', 'brands'],
  category: ['category', 'categories'],
  details: ['with other details', 'with other details'],
} as const satisfies Record<DifferenceKind, readonly [string, string]>

const fieldWords: Record<string, string> = {
  name: 'Name',
  brand: 'Brand',
  description: 'Description',
  status: 'Status',
  categories: 'Category',
  sourceCategory: 'Category at the POS',
  strainType: 'Strain type',
  strainName: 'Strain',
  flavors: 'Flavours',
  potency: 'Potency',
  minPriceMinor: 'Lowest price',
  maxPriceMinor: 'Highest price',
  quantity: 'Stock',
  prices: 'Prices',
}

/** "strainType" → "Strain type", "flavors.0" → "Flavors › 0"; what is written in words already only begins with a capital. */
export function fieldLabel(field: string): string {
  const known = fieldWords[field]
  if (known !== undefined) return known
  if (field.includes(' ')) return field.charAt(0).toUpperCase() + field.slice(1)
  return field
    .replace(/Minor$/, '')
    .split('.')
    .map((part) => {
      const words = part
        .replaceAll('_', ' ')
        .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
      return words.charAt(0).toUpperCase() + words.slice(1)
    })
    .join(' › ')
}
