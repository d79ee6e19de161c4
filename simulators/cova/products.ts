import { z } from 'zod'
import { jsonReply, type Reply, readJson, type SimRequest } from '../kit/http.ts'
import { levelsOf, totalOf } from '../kit/stock-levels.ts'
import type { WorldStore } from '../world/store.ts'
import { refusal } from './answers.ts'
import { classificationsOf } from './classifications.ts'
import { locationIdOf } from './dialect.ts'
import { renderProduct, tax } from './render-product.ts'

const flag = z.boolean().default(false)

/** `LocationId` was seen as a number and as text. */
const querySchema = z.object({
  LocationId: z.coerce.number().nullish(),
  IncludeProductSkusAndUpcs: flag,
  IncludeProductSpecifications: flag,
  IncludeClassifications: flag,
  IncludeProductAssets: flag,
  IncludeAvailability: flag,
  IncludePackageDetails: flag,
  IncludePricing: flag,
  IncludeTaxes: flag,
  InStockOnly: flag,
  IncludeAllLifecycles: flag,
  SellingRoomOnly: flag,
  Skip: z.int().min(0).default(0),
  Top: z.int().min(1).default(100),
  ProductIds: z.array(z.string()).optional(),
})
type Query = z.infer<typeof querySchema>

/** More than this at once takes the live service too long, which it says with a 500. */
const mostAtOnce = 1000

type Slot = { store: WorldStore; index: number }

/** When product or stock last changed: the list of changes sees both. */
function changedAt({ store, index }: Slot): number {
  return Math.max(store.product(index).updatedAt, ...store.lots(index).map(({ updatedAt }) => updatedAt))
}

function select(stores: readonly WorldStore[], query: Query, since: number | null): Slot[] {
  const ids = query.ProductIds && new Set(query.ProductIds)
  // What nobody touched since the epoch cannot have changed after it.
  const touched = (store: WorldStore) =>
    since !== null && since >= store.epoch ? new Set([...store.edited(), ...store.restocked()]) : null
  return stores.flatMap((store) => {
    const changed = touched(store)
    return store
      .indexes(({ status }) => query.IncludeAllLifecycles || status === 'active')
      .filter((index) => changed === null || changed.has(index))
      .filter((index) => ids === undefined || ids.has(store.product(index).id))
      .filter((index) => since === null || changedAt({ store, index }) > since)
      .filter((index) => !query.InStockOnly || !query.IncludeAvailability || isInStock({ store, index }))
      .map((index) => ({ store, index }))
  })
}

function isInStock({ store, index }: Slot): boolean {
  return totalOf(levelsOf(store.lots(index))) > 0
}

/**
 * Answers `DetailedProductData` and its sisters: products of one location or of all, with the parts that are asked for.
 * What was removed is not mentioned anywhere.
 */
export function listProducts(
  request: SimRequest,
  stores: readonly WorldStore[],
  pictureUrl: (name: string) => string,
  since: number | null,
): Reply {
  const query = querySchema.safeParse(readJson(request)).data
  if (query === undefined) return refusal(400, 'The request is invalid.')
  if (query.Top > mostAtOnce) return refusal(500, 'An error has occurred.')
  const places = stores.filter(
    ({ profile }) => query.LocationId == null || locationIdOf(profile) === query.LocationId,
  )
  if (places.length === 0) return refusal(404, 'Resource cannot be found')

  const page = select(places, query, since).slice(query.Skip, query.Skip + query.Top)
  const parts = {
    skus: query.IncludeProductSkusAndUpcs,
    specifications: query.IncludeProductSpecifications,
    assets: query.IncludeProductAssets,
    availability: query.IncludeAvailability,
    pricing: query.IncludePricing,
    taxes: query.IncludeTaxes,
    sellingRoomOnly: query.SellingRoomOnly,
  }
  const products = page.map(({ store, index }) => store.product(index))
  return jsonReply(200, {
    Products: page.map(({ store, index }) =>
      renderProduct({
        profile: store.profile,
        product: store.product(index),
        lots: store.lots(index),
        parts,
        pictureUrl,
      }),
    ),
    Packages: [],
    TaxRates: query.IncludeTaxes
      ? [{ ...tax, Locations: places.map(({ profile }) => locationIdOf(profile)) }]
      : [],
    Classifications: query.IncludeClassifications ? classificationsOf(products) : [],
  })
}
