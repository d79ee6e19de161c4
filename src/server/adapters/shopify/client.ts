import { z } from 'zod'
import type { GraphqlRequest } from '../../http/graphql/types.ts'
import type { ErrorReader } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { createAsk } from './ask.ts'
import { signInOf } from './auth.ts'
import { createBulkCalls } from './bulk-calls.ts'
import { rateLimitOf } from './limits.ts'
import { createNoticeCalls } from './notice-calls.ts'
import { tokenClient } from './oauth.ts'
import * as queries from './queries.ts'
import { accessSchema, type Connection, connectionSchema } from './schema.ts'
import { shopUrl } from './shop.ts'
import { API_PATH, VERSION_HEADER } from './version.ts'

export type List = 'products' | 'customers' | 'orders'

export type Access = { shop: string; scopes: string[]; servedVersion: string | null }

/** The calls Cairn makes. @throws {AdapterError} from each. */
export type ShopifyApi = ReturnType<typeof createShopifyApi>

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

export function createShopifyApi(context: AdapterContext) {
  const { signal } = context
  const baseUrl = shopUrl(context.baseUrl, context.credentials['shop'] ?? '')
  const rateLimit = rateLimitOf(context)
  const signIn = signInOf(context, tokenClient(context))
  const ask = createAsk(context, { baseUrl, auth: signIn.strategy, rateLimit })

  /** A connection below one object, or empty when that is gone. */
  async function askBelow(
    parent: 'location' | 'product' | 'order',
    field: string,
    request: Omit<GraphqlRequest<unknown>, 'signal' | 'schema'>,
  ): Promise<Connection> {
    const below = z.looseObject({ [field]: connectionSchema }).nullable()
    const { data } = await ask({ ...request, schema: z.looseObject({ [parent]: below }) })
    const found = connectionSchema.safeParse(Object(data[parent])[field])
    if (found.success) return found.data
    // Taken for an empty list, everything below would look deleted.
    throw new AdapterError(
      'invalid_response',
      `Shopify no longer tells of a ${parent} it had just named. Cairn reads the list again.`,
    )
  }

  return {
    /** Makes sure of a token. */
    signIn: () => signIn.renew(),
    /** Any answer at all to a call without sign-in. */
    async reach(): Promise<void> {
      const anyone = context.createClient({ baseUrl, rateLimit, auth: null, readError: answered })
      await anyone
        .send({
          operation: 'reach.host',
          method: 'POST',
          path: API_PATH,
          json: { query: '{ shop { name } }' },
          schema: z.unknown(),
          lane: 'orders',
          deadlineMs: REACH_DEADLINE_MS,
          repeatable: true,
          signal,
        })
        .catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.status === undefined) throw error
        })
    },
    /** Which shop this is, what the app may do there, and which version answers. */
    async access(): Promise<Access> {
      const { data, headers } = await ask({
        operation: 'shop.access',
        query: queries.accessQuery,
        cost: queries.costs.access,
        schema: accessSchema,
        lane: 'orders',
      })
      const scopes = data.currentAppInstallation.accessScopes.map(({ handle }) => handle)
      return { shop: data.shop.name, scopes, servedVersion: headers.get(VERSION_HEADER) }
    },
    async productsCount(): Promise<number> {
      const { data } = await ask({
        operation: 'products.count',
        query: queries.countsQuery,
        cost: queries.costs.counts,
        schema: z.looseObject({ productsCount: z.looseObject({ count: z.number() }) }),
        lane: 'catalogue',
      })
      return data.productsCount.count
    },
    /**
     * A page of a list.
     * @param filter in Shopify's search syntax, see filters.ts
     * @param byTime in the order of changes; else by id, which never moves. Orders always come by time.
     * @param part so many, or `place`: the next one's id and cursor alone; to look for a record that breaks the list
     */
    async list(
      list: List,
      after: string | null,
      filter: string | null,
      byTime: boolean,
      part?: number | 'place',
    ): Promise<Connection> {
      const { data } = await ask({
        ...asPart(`${list}.list`, part, queries.costs[list]),
        query: part === 'place' ? places[list] : lists[list],
        variables: {
          ...{ after, query: filter, ...firstOf(part, queries.pageSizes[list]) },
          ...(list !== 'orders' && { sortKey: byTime ? 'UPDATED_AT' : 'ID' }),
        },
        schema: z.looseObject({ [list]: connectionSchema }),
        lane: list === 'products' ? 'catalogue' : 'history',
      })
      return connectionSchema.parse(data[list])
    },
    /** Variants of a product, or lines of an order, that did not fit into its page. */
    moreVariants: (id: string, after: string) =>
      askBelow('product', 'variants', {
        operation: 'products.variants',
        query: queries.variantsQuery,
        variables: { id, after },
        cost: queries.costs.variants,
        lane: 'catalogue',
      }),
    moreLines: (id: string, after: string) =>
      askBelow('order', 'lineItems', {
        operation: 'orders.lines',
        query: queries.linesQuery,
        variables: { id, after },
        cost: queries.costs.lines,
        lane: 'history',
      }),
    async locations(after: string | null): Promise<Connection> {
      const { data } = await ask({
        operation: 'stock.locations',
        query: queries.locationsQuery,
        variables: { after },
        cost: queries.costs.locations,
        schema: z.looseObject({ locations: connectionSchema }),
        lane: 'stock',
      })
      return data.locations
    },
    /** @param part as of `list` */
    levels: (location: string, after: string | null, filter: string | null, part?: number | 'place') =>
      askBelow('location', 'inventoryLevels', {
        ...asPart('stock.levels', part, queries.costs.levels),
        query: part === 'place' ? queries.levelsPlaceQuery : queries.levelsQuery,
        variables: { location, after, query: filter, ...firstOf(part, queries.pageSizes.levels) },
        lane: 'stock',
      }),
    ...createBulkCalls(ask, context),
    ...createNoticeCalls(ask),
  }
}

const lists = {
  products: queries.productsQuery,
  customers: queries.customersQuery,
  orders: queries.ordersQuery,
}
const places = {
  products: queries.productsPlaceQuery,
  customers: queries.customersPlaceQuery,
  orders: queries.ordersPlaceQuery,
}

type Part = number | 'place' | undefined

const firstOf = (part: Part, usual: number) => (part === 'place' ? {} : { first: part ?? usual })

/** A part costs less than a page, which must not be taken for the price of a page; nor its failure for that of the shop. */
function asPart(operation: string, part: Part, cost: number) {
  if (part === undefined) return { operation, cost }
  if (part === 'place') return { operation: `${operation}-place`, cost: queries.costs.place, blameless: true }
  return { operation: `${operation}-part`, cost, blameless: true }
}

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the POS. */
const answered: ErrorReader = () => ({ kind: 'not_found', message: 'Shopify answered.' })
