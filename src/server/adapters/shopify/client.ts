import { z } from 'zod'
import { createGraphqlClient } from '../../http/graphql/create-graphql-client.ts'
import type { GraphqlAnswer, GraphqlRequest } from '../../http/graphql/types.ts'
import type { ErrorReader } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { signInOf } from './auth.ts'
import { readCode, readError, readPoints } from './errors.ts'
import { rateLimitOf } from './limits.ts'
import { tokenClient } from './oauth.ts'
import * as queries from './queries.ts'
import { accessSchema, bulkSchema, type Connection, connectionSchema, startedBulkSchema } from './schema.ts'
import { shopUrl } from './shop.ts'
import { API_VERSION, VERSION_HEADER } from './version.ts'

export type List = 'products' | 'customers' | 'orders'

export type Access = { shop: string; scopes: string[]; servedVersion: string | null }

/** The calls Cairn makes. @throws {AdapterError} from each. */
export type ShopifyApi = ReturnType<typeof createShopifyApi>

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

const PATH = `/admin/api/${API_VERSION}/graphql.json`

const searchSchema = z.looseObject({
  search: z.array(z.looseObject({ warnings: z.array(z.unknown()).min(1) })).min(1),
})

export function createShopifyApi(context: AdapterContext) {
  const { signal } = context
  const baseUrl = shopUrl(context.baseUrl, context.credentials['shop'] ?? '')
  const rateLimit = rateLimitOf(context)
  const signIn = signInOf(context, tokenClient(context))
  const { strategy: auth } = signIn
  const client = createGraphqlClient(context.createClient, {
    ...{ baseUrl, path: PATH, auth, rateLimit },
    ...{ readError, readCode, readPoints },
  })

  let warned = false
  /** A version that is gone is answered by the oldest there is, and nothing but this header says so. */
  function watchVersion(served: string | null): void {
    if (warned || served === null || served === API_VERSION) return
    warned = true
    const code = 'api_version_fell_forward'
    const message = `Shopify no longer has version ${API_VERSION} of its API and answers in ${served}. Update Cairn.`
    context.warn?.({ code, message })
  }

  async function ask<T>(request: Omit<GraphqlRequest<T>, 'signal'>): Promise<GraphqlAnswer<T>> {
    const answer = await client.ask({ ...request, signal })
    watchVersion(answer.headers.get(VERSION_HEADER))
    // A search field that isn't known is passed over: the list would hold everything and look like what changed.
    if (searchSchema.safeParse(answer.extensions).success) throw searchPassedOver()
    return answer
  }

  /** A connection below one object, or empty when that is gone. */
  async function askBelow(
    parent: 'location' | 'product' | 'order',
    field: string,
    request: Omit<GraphqlRequest<unknown>, 'signal' | 'schema'>,
  ): Promise<Connection> {
    const below = z.looseObject({ [field]: connectionSchema }).nullable()
    const { data } = await ask({ ...request, schema: z.looseObject({ [parent]: below }) })
    const found = connectionSchema.safeParse(Object(data[parent])[field])
    return found.data ?? { nodes: [], pageInfo: { hasNextPage: false } }
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
          path: PATH,
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
    /** A page of a list; @param since only what changed then or later */
    async list(list: List, after: string | null, since: Date | null): Promise<Connection> {
      const { data } = await ask({
        operation: `${list}.list`,
        query: {
          products: queries.productsQuery,
          customers: queries.customersQuery,
          orders: queries.ordersQuery,
        }[list],
        // Whole lists go by id, which never moves; changes by when they happened.
        variables: {
          after,
          query: since && `updated_at:>='${since.toISOString()}'`,
          ...(list !== 'orders' && { sortKey: since ? 'UPDATED_AT' : 'ID' }),
        },
        cost: queries.costs[list],
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
    levels: (location: string, after: string | null, since: Date | null) =>
      askBelow('location', 'inventoryLevels', {
        operation: 'stock.levels',
        query: queries.levelsQuery,
        variables: { location, after, query: since && `updated_at:>='${since.toISOString()}'` },
        cost: queries.costs.levels,
        lane: 'stock',
      }),
    /** @returns null when others keep all the places for bulk operations taken */
    async startBulk(query: string) {
      const { data } = await ask({
        operation: 'bulk.start',
        query: queries.startBulkMutation,
        variables: { query },
        cost: queries.costs.startBulk,
        schema: startedBulkSchema,
        lane: 'catalogue',
        // A second one of the same kind costs a place for a while and changes nothing.
        repeatable: true,
      })
      const { bulkOperation, userErrors } = data.bulkOperationRunQuery
      if (bulkOperation) return bulkOperation
      const taken = userErrors.some(
        ({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED',
      )
      if (taken) return null
      throw new AdapterError(
        'invalid_request',
        'Shopify did not take the bulk operation. This is ours to fix.',
      )
    },
    /** @returns null when there is none of that id any more */
    async bulk(id: string) {
      const { data } = await ask({
        operation: 'bulk.get',
        query: queries.bulkQuery,
        variables: { id },
        cost: queries.costs.bulk,
        schema: z.looseObject({ bulkOperation: bulkSchema.nullable() }),
        lane: 'catalogue',
      })
      return data.bulkOperation
    },
    async cancelBulk(id: string): Promise<void> {
      await ask({
        operation: 'bulk.cancel',
        query: queries.cancelBulkMutation,
        variables: { id },
        cost: queries.costs.cancelBulk,
        schema: z.unknown(),
        lane: 'catalogue',
        repeatable: true,
      })
    },
    /**
     * The file a bulk operation left, on a host of its own, that wants no token.
     * @param lines how many it must have: one that was cut off at the end of a line looks whole
     */
    async download(address: string, lines: number): Promise<unknown[]> {
      const url = new URL(address)
      const files = context.createClient({ baseUrl: url.origin, auth: null, rateLimit: fileLimit })
      const { body } = await files.send({
        operation: 'files.download',
        method: 'GET',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        format: 'jsonl',
        schema: z.array(z.unknown()).length(lines),
        lane: 'catalogue',
        signal,
      })
      return body
    },
  }
}

/** Files are not counted; this keeps a fault of ours from becoming a flood. */
const fileLimit = { key: 'shopify:files', capacity: 10, perSecond: 10 }

function searchPassedOver(): AdapterError {
  return new AdapterError(
    'invalid_request',
    'Shopify passed over part of the search, so the list would not be what was asked for. This is ours to fix.',
    { vendorCode: 'invalid_field' },
  )
}

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the POS. */
const answered: ErrorReader = () => ({ kind: 'not_found', message: 'Shopify answered.' })
