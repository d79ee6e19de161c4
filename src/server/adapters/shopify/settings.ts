import { z } from 'zod'
import type { FieldManifest } from '../contract.ts'

const text = { type: 'text', secret: false, required: false } as const

/** Settings as the form draws them. Each changes what the mappers make of a record. */
export const settingFields: FieldManifest[] = [
  {
    ...text,
    name: 'locations',
    label: 'Locations that count',
    help: 'Names of the Shopify locations whose stock may be sold here, separated by commas, as Shopify spells them. Leave it empty to count all of them.',
    example: 'Pine Street, Warehouse',
    default: '',
  },
  {
    name: 'category',
    label: 'Category comes from',
    help: 'Shopify has three places for it. Where the chosen one is empty the next is used.',
    type: 'select',
    secret: false,
    required: false,
    options: [
      { value: 'product_type', label: 'Product type' },
      { value: 'taxonomy', label: 'Category (Shopify’s own taxonomy)' },
      { value: 'collection', label: 'Collection' },
    ],
    default: 'product_type',
  },
  {
    ...text,
    name: 'namespace',
    label: 'Metafield namespace',
    help: 'Where strain, potency and effects stand in this shop: the part before the point, under Settings → Custom data.',
    example: 'cannabis',
    default: 'cannabis',
  },
  {
    ...text,
    name: 'metafields',
    label: 'Metafields with other names',
    help: 'Where a metafield is called otherwise: what it holds = its namespace and key, separated by commas. It can hold strain, strain_type, subcategory, size, weight, thc_mg, cbd_mg, thc_percent, cbd_percent, lab_results, effects, flavors, ingredients, birth_date, medical_id, medical_id_state, medical_id_expires_on and points.',
    example: 'thc_percent = lab.thc, effects = custom.feelings',
    default: '',
  },
  {
    ...text,
    name: 'medicalTag',
    label: 'Tag of medical customers',
    help: 'Customers and orders with this tag are medical. Leave it empty if you have none.',
    example: 'medical',
    default: 'medical',
  },
  {
    ...text,
    name: 'bannedTag',
    label: 'Tag of banned customers',
    help: 'Customers with this tag may not buy. Leave it empty if you have none.',
    example: 'banned',
    default: 'banned',
  },
]

const short = z.string().trim().max(100)

export const settingsSchema = z.object({
  locations: z.string().max(2000).default(''),
  category: z.enum(['product_type', 'taxonomy', 'collection']).default('product_type'),
  namespace: short.default('cannabis'),
  metafields: z.string().max(2000).default(''),
  medicalTag: short.default('medical'),
  bannedTag: short.default('banned'),
})

/** The entries of a list as typed. */
export function entriesOf(setting: unknown): string[] {
  if (typeof setting !== 'string') return []
  return setting
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

/** Same name, however it is written. */
export const nameKey = (name: string) => name.trim().replace(/\s+/g, ' ').toUpperCase()
