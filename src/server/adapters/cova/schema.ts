import { z } from 'zod'
import { decimal, flag, list, records, text } from '../kit/scalars.ts'

/**
 * What Cairn reads of COVA's answers. Records stay as received until they are mapped, so unknown fields are kept; every
 * field may be absent, because which ones come depends on what was asked for.
 */

/** Tenants name their own specifications; `FieldName` carries the company id at its end. */
const specification = z.object({ DisplayName: text, FieldName: text, Value: text, Unit: text })

const salePrices = list(z.object({ SalePrice: decimal }))

const price = z.object({
  LocationId: text,
  TierId: text,
  TierName: text,
  TierQuantity: decimal,
  Price: decimal,
  AtTierPrice: decimal,
  SalePrices: salePrices,
})
export type CovaPrice = z.infer<typeof price>

export const productSchema = z.object({
  ProductId: text,
  Name: text,
  MasterProductName: text,
  CatalogSku: text,
  IsArchived: flag,
  MeasurementType: text,
  LifeCycle: text,
  ClassificationName: text,
  ClassificationPath: text,
  /** The node of `Classifications[]` beside the products; `read.ts` puts it here. */
  Classification: z.object({ Name: text, ParentCategories: list(z.object({ Name: text })) }).nullish(),
  ShortDescription: text,
  LongDescription: text,
  HeroShotUri: text,
  SupplierSkus: list(z.object({ SKU: text })),
  Upcs: list(z.object({ UPC: text })),
  ProductSpecifications: list(specification),
  Assets: list(z.object({ Uri: text })),
  Prices: list(price),
  CompanyLevelRegularPrice: z.object({ Price: decimal, SalePrices: salePrices }).nullish(),
  Manufacturer: text,
  UpdatedDateUtc: text,
})
export type CovaProduct = z.infer<typeof productSchema>

/** A product asked for with `IncludeAvailability`. */
export const stockSchema = z.object({
  ProductId: text,
  Name: text,
  MeasurementType: text,
  Availability: z
    .array(
      z.object({ LocationId: text, RoomId: text, InStockQuantity: decimal, UpdatedDateUtc: text }).nullable(),
    )
    .nullish(),
})

/** A stock record of the older Availability service. */
export const availabilitySchema = z.object({ Id: text, EntityId: text, Quantity: decimal })

export const productPageSchema = z.object({ Products: records, Classifications: records.nullish() })

/** Older services wrap their lists in HAL. */
const halList = z.object({ _embedded: z.object({ self: records }) }).transform((body) => body._embedded.self)
export const recordListSchema = z.union([records, halList])

export const locationSchema = z.object({ Id: text, Name: text })
export const classificationSchema = z.looseObject({ Id: z.union([z.string(), z.number()]) })
