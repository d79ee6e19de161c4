import { z } from 'zod'
import { decimal, flag, list, records, text } from '../kit/scalars.ts'

/**
 * What Cairn reads of Treez's answers. Records stay as received until they are mapped, so unknown fields are kept;
 * every field may be absent, because Treez documents none as required.
 */

const quantityDetail = z.object({
  inventory_type: text,
  location: text,
  sellable_quantity: decimal,
})

const barcode = z.union([text.transform((sku) => ({ sku, type: null })), z.object({ sku: text, type: text })])

const labResult = z.object({
  result_type: text,
  // Text here can be "ND" or "<LOQ", so it is not read as a number yet.
  amount: z.object({ minimum_value: text, maximum_value: text }).nullish(),
  amount_type: text,
})

export const productSchema = z.object({
  product_id: text,
  product_status: text,
  last_updated_at: text,
  sellable_quantity: decimal,
  sellable_quantity_detail: list(quantityDetail),
  category_type: text,
  product_configurable_fields: z
    .object({
      name: text,
      brand: text,
      uom: text,
      amount: decimal,
      size: text,
      classification: text,
      subtype: text,
      // Written as `sub_type` on create; some instances read it back the same way.
      sub_type: text,
      total_mg_thc: decimal,
      total_mg_cbd: decimal,
      total_flower_weight_g: decimal,
      total_concentrate_weight_g: decimal,
      net_weight_g: decimal,
      strain_name: text,
    })
    .nullish(),
  pricing: z
    .object({
      price_type: text,
      price_sell: decimal,
      discounted_price: decimal,
      tier_name: text,
      tier_method: text,
      tier_pricing_detail: list(z.object({ start_value: decimal, price_per_value: decimal })),
    })
    .nullish(),
  attributes: z
    .object({ general: list(text), flavors: list(text), effects: list(text), ingredients: list(text) })
    .nullish(),
  product_barcodes: list(barcode),
  e_commerce: z
    .object({
      all_images: list(text),
      primary_image: text,
      menu_title: text,
      product_description: text,
      minimum_visible_inventory_level: decimal,
      hide_from_menu: flag,
    })
    .nullish(),
  lab_results: list(labResult),
})
export type TreezProduct = z.infer<typeof productSchema>

export const stockSchema = z.object({
  product_id: text,
  product_name: text,
  product_type: text,
  product_subtype: text,
  inventory_details: z
    .array(
      z
        .object({
          location_name: text,
          inventory_type: text,
          sellable_quantity: decimal,
          last_updated_at: text,
        })
        .nullable(),
    )
    .nullish(),
})

export const packageSchema = z.object({
  id: text,
  packageLabel: text,
  inventoryType: text,
  productId: text,
  productName: text,
  productCategory: text,
  receivedDate: text,
  expirationDate: text,
  harvestDate: text,
  labResults: list(z.object({ type: text, amount: text, unitType: text })),
  inventory: list(
    z.object({
      id: text,
      batchId: text,
      location: text,
      sellable: flag,
      quantity: z.object({ available: decimal, reserved: decimal, packedAndReady: decimal }).nullish(),
    }),
  ),
})
export type TreezPackage = z.infer<typeof packageSchema>

/** The envelope of every v2 answer; `resultCode` FAIL is dealt with before. */
function envelope<T>(data: z.ZodType<T>) {
  return z.object({ data })
}

export const productPageSchema = envelope(
  z.object({
    page_count: z.number().optional(),
    total_count: z.number().nullish(),
    product_list: records,
  }),
)

export const stockPageSchema = envelope(
  z.object({
    page_elements: z.number().optional(),
    total_elements: z.number().nullish(),
    stock: records,
  }),
)

/** `/packages` has an envelope of its own. */
export const packagePageSchema = z.object({ total: z.number().nullish(), data: records })

/** The list stands in `data` or one level deeper. */
export const locationListSchema = envelope(
  z.union([records, z.object({ location_list: records }).transform((data) => data.location_list)]),
)
export const locationSchema = z.object({ name: text, sellable: flag, active: flag })

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string()]).nullish(),
  expires_at: z.string().nullish(),
})
export type TokenAnswer = z.infer<typeof tokenSchema>
