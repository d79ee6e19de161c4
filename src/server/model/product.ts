import { z } from 'zod'

/** A decimal number as text ("3.5"), so that no weight or quantity ever passes through a float. */
export const decimalSchema = z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal number such as 3.5')

export const customerTypeSchema = z.enum(['adult', 'medical', 'both'])
export type CustomerType = z.infer<typeof customerTypeSchema>

/** g and mg are mass, ml and fl_oz volume; `each` is a countable unit. */
export const unitSchema = z.enum(['each', 'mg', 'g', 'oz', 'ml', 'fl_oz'])
export type Unit = z.infer<typeof unitSchema>

export const strainTypeSchema = z.enum([
  'indica',
  'sativa',
  'hybrid',
  'indica_hybrid',
  'sativa_hybrid',
  'cbd',
])
export type StrainType = z.infer<typeof strainTypeSchema>

/** `hidden`: sold, but not to be shown on menus. */
export const productStatusSchema = z.enum(['active', 'inactive', 'hidden', 'deleted'])
export type ProductStatus = z.infer<typeof productStatusSchema>

/** Content of one analyte (`thc`, `cbda`, `myrcene` …): a range; equal ends when it is one number. */
export const potencySchema = z.object({
  analyte: z.string().min(1),
  min: decimalSchema,
  max: decimalSchema,
  unit: z.enum(['mg', '%']),
})
export type Potency = z.infer<typeof potencySchema>

export const priceDraftSchema = z.object({
  /** `tier`: `amountMinor` is the price per `quantityUnit` from `minQuantity` on. */
  kind: z.enum(['regular', 'sale', 'tier']),
  currency: z.string().length(3),
  amountMinor: z.number().int().nonnegative(),
  minQuantity: decimalSchema.nullable(),
  quantityUnit: unitSchema.nullable(),
  label: z.string(),
})
export type PriceDraft = z.infer<typeof priceDraftSchema>

export const variantDraftSchema = z.object({
  sourceId: z.string().min(1),
  sku: z.string().nullable(),
  barcodes: z.array(z.string()),
  /** What tells it from its siblings ("3.5 g"); empty when there are none. */
  label: z.string(),
  weight: decimalSchema.nullable(),
  weightUnit: unitSchema.nullable(),
  /** Sold loose: the smallest amount and the step, in `weightUnit`. */
  minWeight: decimalSchema.nullable(),
  weightStep: decimalSchema.nullable(),
  customerType: customerTypeSchema,
  lowStockAt: decimalSchema.nullable(),
  prices: z.array(priceDraftSchema),
})
export type VariantDraft = z.infer<typeof variantDraftSchema>

/** A vendor's product in our words, before names, categories and attributes are normalised. */
export const productDraftSchema = z.object({
  sourceId: z.string().min(1),
  name: z.string().min(1),
  brand: z.string().nullable(),
  description: z.string().nullable(),
  status: productStatusSchema,
  /** Path as the POS names it, outermost first: ["FLOWER", "PRE-PACK"]. */
  sourceCategory: z.array(z.string()),
  strainType: strainTypeSchema.nullable(),
  strainName: z.string().nullable(),
  effects: z.array(z.string()),
  flavors: z.array(z.string()),
  ingredients: z.array(z.string()),
  tags: z.array(z.string()),
  potency: z.array(potencySchema),
  images: z.array(z.object({ url: z.string(), primary: z.boolean() })),
  sourceUpdatedAt: z.date().nullable(),
  variants: z.array(variantDraftSchema).min(1),
})
export type ProductDraft = z.infer<typeof productDraftSchema>
