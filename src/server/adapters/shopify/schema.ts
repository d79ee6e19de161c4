import { z } from 'zod'
import { decimal, flag, list, text } from '../kit/scalars.ts'

/**
 * What Cairn reads of a record, its lists as plain arrays (see flatten.ts). Records stay as received until they are mapped,
 * so unknown fields are kept; the schema of the API swears by many fields, but scopes and versions take some away.
 */

const metafield = z.object({ namespace: text, key: text, type: text, value: text })
export type Metafield = z.infer<typeof metafield>

const weight = z.object({ unit: text, value: decimal }).nullish()

const variant = z.object({
  id: text,
  title: text,
  sku: text,
  barcode: text,
  price: decimal,
  compareAtPrice: decimal,
  inventoryItem: z.object({ measurement: z.object({ weight }).nullish() }).nullish(),
})
export type ShopifyVariant = z.infer<typeof variant>

export const productSchema = z.object({
  id: text,
  title: text,
  status: text,
  vendor: text,
  productType: text,
  tags: list(text),
  descriptionHtml: text,
  updatedAt: text,
  category: z.object({ fullName: text }).nullish(),
  variants: list(variant),
  media: list(z.object({ mediaContentType: text, image: z.object({ url: text }).nullish() })),
  metafields: list(metafield),
  collections: list(z.object({ title: text })),
})
export type ShopifyProduct = z.infer<typeof productSchema>

export const levelSchema = z.object({
  id: text,
  updatedAt: text,
  location: z.object({ id: text, name: text, isActive: flag }).nullish(),
  item: z.object({ id: text, sku: text, tracked: flag, variants: list(z.object({ id: text })) }).nullish(),
  quantities: z.array(z.object({ name: text, quantity: decimal, updatedAt: text }).nullable()).nullish(),
})

export const metafieldsSchema = list(metafield)

const records = z.array(z.unknown())

/** One page of a list. A cursor is the vendor's own; a page that is not the last has one, or the rest is out of reach. */
export const connectionSchema = z.looseObject({
  nodes: records,
  pageInfo: z
    .looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })
    .refine(({ hasNextPage, endCursor }) => !hasNextPage || Boolean(endCursor), 'expected an end cursor'),
})
export type Connection = z.infer<typeof connectionSchema>

export const bulkSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  errorCode: z.string().nullish(),
  // 64 bits, so written as text.
  objectCount: z.coerce.number(),
  fileSize: z.coerce.number().nullish(),
  url: z.string().nullish(),
})
export type BulkOperation = z.infer<typeof bulkSchema>

export const startedBulkSchema = z.looseObject({
  bulkOperationRunQuery: z.looseObject({
    bulkOperation: bulkSchema.nullish(),
    userErrors: z.array(z.looseObject({ code: z.string().nullish() })),
  }),
})

export const accessSchema = z.looseObject({
  shop: z.looseObject({ name: z.string() }),
  currentAppInstallation: z.looseObject({
    accessScopes: z.array(z.looseObject({ handle: z.string() })),
  }),
})
