import { z } from 'zod'
import type { ListPage } from '../kit/list-page.ts'
import { decimal, flag, list, records, text } from '../kit/scalars.ts'

/**
 * What Cairn reads of BLAZE's answers. Every field may be absent: shops differ in age, and clients have seen fewer fields
 * than the documentation names.
 */

/** MongoDB's, which is never a name. */
export const objectId = z.string().regex(/^[0-9a-f]{24}$/i)

/** A name that may come alone, or in an object under `name` or, at times, under `category`. */
const named = z
  .union([
    objectId.transform(() => null),
    text.transform((name) => ({ name, category: null, unitType: null, photo: null })),
    z.object({
      name: text,
      category: text,
      unitType: text,
      photo: z.object({ publicURL: text, largeURL: text, thumbURL: text }).nullish(),
    }),
  ])
  .nullish()

const percent = { thc: decimal, cbd: decimal, cbn: decimal, cbda: decimal, thca: decimal }

const priceBreak = z.object({
  name: text,
  displayName: text,
  price: decimal,
  assignedPrice: decimal,
  salePrice: decimal,
  quantity: decimal,
  active: flag,
})
export type BlazePriceBreak = z.infer<typeof priceBreak>

const priceRange = z.object({
  price: decimal,
  assignedPrice: decimal,
  salePrice: decimal,
  weightTolerance: z.object({ name: text, unitValue: decimal, weightValue: decimal }).nullish(),
})
export type BlazePriceRange = z.infer<typeof priceRange>

export const productSchema = z.object({
  id: text,
  modified: text,
  deleted: flag,
  active: flag,
  showInWidget: flag,
  sku: text,
  name: text,
  description: text,
  category: named,
  brand: named,
  flowerType: text,
  cannabisType: text,
  productSaleType: text,
  unitPrice: decimal,
  weightPerUnit: text,
  customWeight: decimal,
  customGramType: text,
  unitValue: decimal,
  ...percent,
  potencyAmount: z.object(percent).nullish(),
  priceRanges: list(priceRange),
  priceBreaks: list(priceBreak),
  assets: list(z.object({ publicURL: text, largeURL: text, mediumURL: text, origURL: text, thumbURL: text })),
  tags: list(text),
  lowThreshold: decimal,
})
export type BlazeProduct = z.infer<typeof productSchema>

/** A product with the rooms its stock stands in, as the reader joins them. */
export const stockSchema = z.object({
  id: text,
  name: text,
  category: named,
  priceRanges: list(z.unknown()),
  productSaleType: text,
  quantities: z
    .array(z.object({ inventoryId: text, quantity: decimal }).nullable())
    .nullish()
    .transform((rooms) => rooms?.filter((room) => room !== null) ?? null),
  sellableQuantities: z.record(z.string(), decimal).nullish(),
  rooms: list(z.object({ id: text, name: text })),
})
export type BlazeStock = z.infer<typeof stockSchema>

const count = z.number().int().min(0).nullish()

/**
 * A list, in whichever of its three wrappers: clients see `values`, the documentation also names `searchResult` and, for
 * lists by date, `results`. Only `total` counts the whole list; `count` may be of the page.
 */
export const pageSchema: z.ZodType<ListPage> = z.union([
  z
    .object({ values: records, total: count })
    .transform(({ values, total = null }) => ({ records: values, total })),
  z
    .object({ searchResult: records, total: count })
    .transform(({ searchResult, total = null }) => ({ records: searchResult, total })),
  z
    .object({ results: records, total: count })
    .transform(({ results, total = null }) => ({ records: results, total })),
])

/** Rooms ("inventories") and brands. */
export const namedRecordSchema = z.object({ id: text, name: text })

/** A record asked for by its id. */
export const oneRecordSchema = z.looseObject({ id: z.string().min(1) })
