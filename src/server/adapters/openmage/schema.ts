import { z } from 'zod'
import { decimal, list, text } from '../kit/scalars.ts'

/**
 * What Cairn reads of the shop's answers. Records stay as received until they are mapped; every field may be absent, as
 * the shop's WSDL has it. `joined` is what stands elsewhere and was put beside the record when it was read.
 */

/** A list stands in a wrapper, which is empty when there is nothing in it. */
function wrapped<T>(item: z.ZodType<T>) {
  return z.object({ complexObjectArray: list(item) }).nullish()
}

export const productSchema = z.object({
  product_id: text,
  sku: text,
  type: text,
  type_id: text,
  name: text,
  description: text,
  short_description: text,
  weight: decimal,
  status: text,
  visibility: text,
  updated_at: text,
  price: decimal,
  special_price: decimal,
  tier_price: wrapped(z.object({ customer_group_id: text, website: text, qty: decimal, price: decimal })),
  additional_attributes: wrapped(z.object({ key: text, value: text })),
  joined: z
    .object({
      /** Names of each category it is in, outermost first. */
      categories: list(z.array(z.string())),
      /** What the options of dropdowns are called, by attribute. */
      labels: z.record(z.string(), text).nullish(),
      pictures: list(z.object({ url: text, position: decimal, exclude: text, types: wrapped(text) })),
      /** Whether the special price counted when this was read. */
      specialPrice: z.boolean().nullish(),
    })
    .nullish(),
})
export type OpenMageProduct = z.infer<typeof productSchema>

export const stockSchema = z.object({ product_id: text, sku: text, qty: decimal, is_in_stock: text })

const rows = z
  .object({ complexObjectArray: z.array(z.unknown()).nullish() })
  .nullable()
  .transform((result) => result?.complexObjectArray ?? [])

/** A list; an answer without a `result` is none. */
export const listSchema = z.object({ result: rows })

/** One record. */
export const recordSchema = z.object({ result: z.record(z.string(), z.unknown()) })

export const optionsSchema = z.object({
  result: rows.pipe(z.array(z.object({ value: text, label: text }))),
})

export const groupsSchema = z.object({
  result: rows.pipe(z.array(z.object({ customer_group_id: text, customer_group_code: text }))),
})

export type Category = { category_id: string | null; name: string | null; children: Category[] }

const categorySchema: z.ZodType<Category> = z.lazy(() =>
  z.object({ category_id: text, name: text, children: wrapped(categorySchema) }).transform((category) => ({
    ...category,
    children: category.children?.complexObjectArray ?? [],
  })),
)
export const categoryTreeSchema = z.object({ result: categorySchema })
