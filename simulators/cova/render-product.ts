import { levelsOf } from '../kit/stock-levels.ts'
import { createRandom, hash } from '../world/random.ts'
import type { StoreProfile, WorldLot, WorldProduct } from '../world/types.ts'
import { classificationOf } from './classifications.ts'
import { companyId, dollars, isLoose, locationIdOf, numberOf, utc } from './dialect.ts'
import { specificationsOf } from './specifications.ts'

/** Which parts of a product are asked for. */
export type Parts = {
  skus: boolean
  specifications: boolean
  assets: boolean
  availability: boolean
  pricing: boolean
  taxes: boolean
  sellingRoomOnly: boolean
}

export const tax = {
  Id: createRandom(hash('sales tax')).uuid(),
  Name: 'Sales tax',
  DisplayName: null,
  Type: 'Percentage',
  Rate: 0.0875,
  Layer: 0,
  CalculatedOn: 'SoldAtPrice',
}

function availability(profile: StoreProfile, lots: readonly WorldLot[], sellingRoomOnly: boolean) {
  return levelsOf(lots, { includeUnsellable: !sellingRoomOnly }).map((level) => ({
    LocationId: locationIdOf(profile),
    RoomId: numberOf('room', level.room.id),
    InStockQuantity: level.quantity,
    OnOrderQuantity: 0,
    UnitCost: null,
    UpdatedDateUtc: utc(level.updatedAt),
  }))
}

function prices(profile: StoreProfile, product: WorldProduct) {
  const { id, price, updatedAt, internalTags } = product
  const row = {
    LocationId: locationIdOf(profile),
    FromEntityId: companyId,
    ProductId: id,
    TierId: null,
    TierName: null,
    TierQuantity: null,
    GroupId: null,
    GroupName: null,
    ShelfId: null,
    ShelfName: null,
    AtTierPrice: null,
    SalePrices: [],
    UpdatedDateUtc: utc(updatedAt),
  }
  if (price.kind === 'unset') return []
  if (price.kind === 'flat') {
    // A clearance is a sale price without an end.
    const sale = internalTags.includes('Clearance') ? [{ SalePrice: dollars(price.minor - 100) }] : []
    return [{ ...row, Price: dollars(price.minor), SalePrices: sale }]
  }
  const first = price.steps[0]?.perGramMinor ?? 0
  return price.steps.map(({ fromGrams, perGramMinor }) => ({
    ...row,
    TierId: numberOf('tier', price.name, fromGrams),
    TierName: `${price.name} ${fromGrams} g`,
    TierQuantity: fromGrams,
    Price: dollars(first),
    AtTierPrice: dollars(Math.round(perGramMinor * fromGrams)),
  }))
}

export type ProductView = {
  profile: StoreProfile
  product: WorldProduct
  lots: readonly WorldLot[]
  parts: Parts
  pictureUrl(name: string): string
}

/** A product as `DetailedProductData` gives it. Lists that were not asked for are there and empty. */
export function renderProduct({ profile, product, lots, parts, pictureUrl }: ProductView) {
  const { id, familyId, name, description, barcodes, updatedAt, price } = product
  const master = numberOf('master', familyId)
  const variation = 1 + (hash(id) % 9)
  const assets = parts.assets ? product.images.map((image) => ({ Id: image, Uri: pictureUrl(image) })) : []
  const codes = parts.skus ? barcodes : []
  return {
    ProductId: id,
    MasterProductId: master,
    MasterProductName: name,
    VariationId: variation,
    Slug: `M${master}-V${variation}`,
    CatalogSku: numberOf('sku', id).toString(36).toUpperCase(),
    IsArchived: false,
    MeasurementType: isLoose(product) ? 'Weight' : 'SingleUnit',
    IsBatchTracked: product.labs.length > 0,
    IsNonStock: product.category === 'service',
    LifeCycle: product.status === 'active' ? 'Active' : 'Discontinued',
    ...classificationOf(product),
    Name: name,
    ShortDescription: null,
    LongDescription: description,
    HeroShotAssetId: assets[0]?.Id ?? null,
    HeroShotUri: assets[0]?.Uri ?? null,
    SupplierSkus: codes
      .filter(({ origin }) => origin !== 'own')
      .map(({ code }) => ({
        SKU: code,
        SupplierId: numberOf('supplier'),
        Supplier: 'Wholesale',
        Description: '',
      })),
    ManufacturerSkus: [],
    Upcs: codes.filter(({ origin }) => origin === 'own').map(({ code }) => ({ UPC: code, Description: '' })),
    ProductSpecifications: parts.specifications ? specificationsOf(product) : [],
    Assets: assets,
    Availability: parts.availability ? availability(profile, lots, parts.sellingRoomOnly) : [],
    Prices: parts.pricing ? prices(profile, product) : [],
    CreatedDateUtc: utc(updatedAt - 86_400_000),
    UpdatedDateUtc: utc(updatedAt),
    ApplicableTaxRates: parts.taxes ? [tax.Id] : [],
    ManufacturerId: null,
    Manufacturer: null,
    MSRP: null,
    MSRPCurrencyCode: null,
    CompanyLevelRegularPrice:
      parts.pricing && price.kind === 'flat' ? { Price: dollars(price.minor), SalePrices: [] } : null,
  }
}
