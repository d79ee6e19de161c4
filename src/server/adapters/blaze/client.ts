import { z } from 'zod'
import type { HttpRequest, Lane } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from '../kit/list-page.ts'
import { shopOf, signIn } from './auth.ts'
import { answered, readDataError } from './errors.ts'
import { BLAZE_URL, CALLS_PER_SECOND } from './manifest.ts'
import { oneRecordSchema, pageSchema } from './schema.ts'
import { createWebhookCalls, type WebhookCalls } from './webhook-calls.ts'

/** From a moment to another, at most seven days apart. */
export type Range = { from: Date; to: Date }

/** The calls Cairn makes; with `limit`, to look for a record that breaks a list. @throws {AdapterError} from each. */
export type BlazeApi = {
  /** Any answer at all to a call without sign-in. */
  reach(): Promise<void>
  /** @returns the shop's name, when BLAZE says it */
  shop(): Promise<string | null>
  /** @param lane `stock` when read for what is in stock */
  products(skip: number, lane: Lane, limit?: number): Promise<ListPage>
  productsModified(range: Range, skip: number, limit?: number): Promise<ListPage>
  /** Rooms. */
  inventories(skip: number): Promise<ListPage>
  brands(skip: number): Promise<ListPage>
  /** @param range null for all of them */
  members(range: Range | null, skip: number, limit?: number): Promise<ListPage>
  /** Finished on one of the days, both included, as the shop counts them. */
  transactions(range: Range, skip: number, limit?: number): Promise<ListPage>
  /** Still being worked on. */
  activeTransactions(skip: number, limit?: number): Promise<ListPage>
  /** @param lane `stock` when read for what is in stock */
  product(id: string, lane: Lane): Promise<unknown>
  member(id: string): Promise<unknown>
  transaction(id: string): Promise<unknown>
  webhooks: WebhookCalls
}

/** The most that any list gives at once. */
export const PAGE_SIZE = 100

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

const LIST_DEADLINE_MS = 120_000

const BASE = '/api/v1/partner'

const shopSchema = z.object({ name: z.string().nullish() })

export function createBlazeApi(context: AdapterContext): BlazeApi {
  const baseUrl = context.baseUrl ?? BLAZE_URL
  const rateLimit = {
    key: `blaze:${shopOf(context)}`,
    capacity: CALLS_PER_SECOND,
    perSecond: CALLS_PER_SECOND,
  }
  const client = context.createClient({ baseUrl, auth: signIn(context), rateLimit, readError: readDataError })
  const get = async <T>(request: Omit<HttpRequest<T>, 'method' | 'signal'>): Promise<T> =>
    (await client.send({ ...request, method: 'GET', path: BASE + request.path, signal: context.signal })).body
  const one = (operation: string, path: string, id: string, lane: Lane) =>
    get({ operation, path: `${path}/${encodeURIComponent(id)}`, schema: oneRecordSchema, lane })
  /** Most lists page by `skip`, some by `start`; each ignores the other one. */
  const list = (
    operation: string,
    path: string,
    lane: Lane,
    skip: number,
    query: Record<string, string | number> = {},
    limit?: number,
  ) =>
    get({
      operation,
      path,
      query: { ...query, skip, start: skip, limit: limit ?? PAGE_SIZE },
      blameless: limit !== undefined,
      schema: pageSchema,
      lane,
      deadlineMs: LIST_DEADLINE_MS,
    })

  return {
    reach: async () => {
      const anyone = context.createClient({ baseUrl, auth: null, rateLimit, readError: answered })
      await anyone
        .send({
          operation: 'reach.host',
          method: 'GET',
          path: `${BASE}/store`,
          schema: z.unknown(),
          lane: 'orders',
          deadlineMs: REACH_DEADLINE_MS,
          signal: context.signal,
        })
        .catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.status === undefined) throw error
        })
    },
    shop: async () => {
      const { name } = await get({
        operation: 'sign_in.check',
        path: '/store',
        schema: shopSchema,
        lane: 'orders',
      })
      return name ?? null
    },
    products: (skip, lane, limit) => list('products.list', '/products', lane, skip, {}, limit),
    productsModified: (range, skip, limit) =>
      list(
        'products.changes',
        '/store/inventory/products/dates',
        'catalogue',
        skip,
        inMilliseconds(range),
        limit,
      ),
    inventories: (skip) => list('rooms.list', '/store/inventory/inventories', 'stock', skip),
    brands: (skip) => list('brands.list', '/store/inventory/brands', 'catalogue', skip),
    members: (range, skip, limit) =>
      list('members.list', '/members', 'history', skip, range === null ? {} : inMilliseconds(range), limit),
    transactions: (range, skip, limit) => {
      const days = { startDate: asDay(range.from), endDate: asDay(range.to) }
      return list('transactions.list', '/transactions', 'history', skip, days, limit)
    },
    activeTransactions: (skip, limit) =>
      list('transactions.active', '/transactions/active', 'history', skip, {}, limit),
    product: (id, lane) => one('products.get', '/store/inventory/products', id, lane),
    member: (id) => one('members.get', '/members', id, 'history'),
    transaction: (id) => one('transactions.get', '/transactions', id, 'history'),
    webhooks: createWebhookCalls(client, BASE, context.signal),
  }
}

const inMilliseconds = ({ from, to }: Range) => ({ startDate: from.getTime(), endDate: to.getTime() })

/** MM/dd/yyyy, of the UTC day. */
function asDay(time: Date): string {
  const [year, month, day] = time.toISOString().slice(0, 10).split('-')
  return `${month}/${day}/${year}`
}
