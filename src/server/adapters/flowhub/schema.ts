import { z } from 'zod'
import { decimal, flag, list, records, text } from '../kit/scalars.ts'

/**
 * What Cairn reads of Flowhub's answers. Every field may be absent: the rows differ with the age of the store and with
 * what the key may read.
 */

const labResult = z.object({ name: text, lowerRange: text, upperRange: text, unitOfMeasure: text })

export const rowSchema = z.object({
  parentProductId: text,
  variantId: text,
  variantName: text,
  productName: text,
  productDescription: text,
  sku: text,
  upc: text,
  regulatoryId: text,
  quantity: decimal,
  inventoryUnitOfMeasure: text,
  productUnitOfMeasure: text,
  productWeight: decimal,
  priceInMinorUnits: decimal,
  preTaxPriceInPennies: decimal,
  isSoldByWeight: flag,
  weightTierInformation: list(
    z.object({ name: text, gramAmount: decimal, pricePerUnitInMinorUnits: decimal }),
  ),
  category: text,
  customCategoryName: text,
  purchaseCategory: text,
  brand: text,
  strainName: text,
  speciesName: text,
  cannabinoidInformation: list(labResult),
  terpenes: list(labResult),
  effects: list(text),
  tags: list(text),
  expirationDate: text,
  productUpdatedAt: text,
  productPictureURL: text,
  locationId: text,
  locationName: text,
  roomId: text,
  roomName: text,
  forSale: flag,
})
export type FlowhubRow = z.infer<typeof rowSchema>

/** All packages of one product, as the reader groups them. */
export const stockSchema = z.object({ packages: z.array(z.unknown()).nullish() })

/** Every list is in `data`; its rows stay as received. */
export const rowListSchema = z.object({ data: records })

export const locationListSchema = z.object({
  data: z.array(z.object({ locationId: text, importId: text, locationName: text })),
})
