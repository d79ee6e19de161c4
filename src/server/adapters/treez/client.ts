import { z } from 'zod'
import type { ErrorReader, HttpClient, HttpRequest } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from '../kit/list-page.ts'
import { certificateSignIn, signInAnew, tokenSignIn, usesCertificate } from './auth.ts'
import { dataReaders, newerApiReaders, signInReaders } from './errors.ts'
import { customerPageSchema, oneTicketSchema, ticketPageSchema } from './people-schema.ts'
import {
  locationListSchema,
  locationSchema,
  packagePageSchema,
  productPageSchema,
  stockPageSchema,
} from './schema.ts'
import { formatTimestamp } from './time.ts'

export const V2_URL = 'https://api.treez.io'
export const V3_URL = 'https://api-prod.treez.io'

/** The calls Cairn makes; with `size`, to look for a record that breaks a list. @throws {AdapterError} from each. */
export type TreezApi = {
  /** An access token asked for now, whatever is cached. */
  signIn(): Promise<void>
  /** Any answer at all to a call without sign-in. */
  reach(): Promise<void>
  products(page: number, since: Date | null, size?: number): Promise<ListPage>
  /** @param ids 50 at most */
  productsOf(page: number, ids: string[]): Promise<ListPage>
  stock(page: number, since: Date | null, size?: number): Promise<ListPage>
  /** @param ids of products */
  stockOf(page: number, ids: string[]): Promise<ListPage>
  packages(page: number, size?: number): Promise<ListPage>
  customers(page: number, since: Date, size?: number): Promise<ListPage>
  customer(id: string): Promise<unknown>
  ticket(id: string): Promise<unknown>
  /** Reaches back 30 days. */
  ticketsChanged(page: number, since: Date, size?: number): Promise<ListPage>
  /** @param day of the store, YYYY-MM-DD */
  ticketsClosed(page: number, day: string, size?: number): Promise<ListPage>
  /** Names of the active locations whose stock is for sale. */
  locationNames(): Promise<string[]>
}

/** As in Treez's own sample. Products come without a size: the ceiling differs between instances, and leaving it out is advised. */
const STOCK_PAGE_SIZE = 200

/** The most customers and tickets a page holds. */
export const PEOPLE_PAGE_SIZE = 50

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

export function createTreezApi(context: AdapterContext): TreezApi {
  const dispensary = encodeURIComponent(context.credentials['dispensary'] ?? '')
  const signed = usesCertificate(context)
  // Names and shapes are the same on both; only the newer one knows certificates.
  const base = signed ? `/dispensary/v3/${dispensary}` : `/v2.0/dispensary/${dispensary}`
  const baseUrl = context.baseUrl ?? (signed ? V3_URL : V2_URL)
  // Ten calls a second for each store.
  const rateLimit = { key: `treez:${dispensary.toLowerCase()}`, capacity: 10, perSecond: 10 }
  const signInClient = context.createClient({ ...signInReaders, baseUrl, rateLimit, auth: null })
  const signedIn = {
    rateLimit,
    ...dataReaders,
    auth: signed ? certificateSignIn(context) : tokenSignIn(context, signInClient),
  }
  const client = context.createClient({ ...signedIn, baseUrl })
  const v3Client = context.createClient({
    ...signedIn,
    baseUrl: context.baseUrl ?? V3_URL,
    ...newerApiReaders,
  })
  const get = async <T>(from: HttpClient, request: Omit<HttpRequest<T>, 'method' | 'signal'>): Promise<T> =>
    (await from.send({ ...request, method: 'GET', signal: context.signal })).body

  const products = async (
    path: string,
    page: number,
    size: number | undefined,
    filter: HttpRequest<unknown>['query'] = {},
  ) => {
    const { data } = await get(client, {
      operation: 'products.list',
      path,
      // No `above_threshold`: it leaves out what is sold out, which would then look deleted.
      query: { page, page_size: size, active: 'ALL', ...filter },
      blameless: size !== undefined,
      schema: productPageSchema,
      lane: 'catalogue',
    })
    return { records: data.product_list, total: data.total_count ?? null }
  }
  const stock = async (page: number, size: number | undefined, filter: HttpRequest<unknown>['query']) => {
    const { data } = await get(client, {
      operation: 'stock.list',
      path: `${base}/stock/getStock`,
      blameless: size !== undefined,
      query: { page, page_size: size ?? STOCK_PAGE_SIZE, active: 'ALL', inventory_type: 'ALL', ...filter },
      schema: stockPageSchema,
      lane: 'stock',
    })
    return { records: data.stock, total: data.total_elements ?? null }
  }
  const tickets = async (list: string, page: number, size?: number): Promise<ListPage> => {
    const body = await get(client, {
      operation: 'tickets.list',
      path: `${base}/ticket/${list}/page/${page}/pagesize/${size ?? PEOPLE_PAGE_SIZE}`,
      blameless: size !== undefined,
      schema: ticketPageSchema,
      lane: 'history',
    })
    return { records: body.ticketList, total: body.totalElements ?? null }
  }

  return {
    signIn: async () => {
      if (!signed) return signInAnew(context, signInClient)
      await client.send({
        operation: 'sign_in.check',
        method: 'POST',
        path: '/service/jwt-validation',
        schema: z.unknown(),
        lane: 'orders',
        // It only looks.
        repeatable: true,
        signal: context.signal,
      })
    },
    reach: async () => {
      const anyone = context.createClient({ baseUrl, rateLimit, auth: null, readError: answered })
      await anyone
        .send({
          operation: 'reach.host',
          method: 'GET',
          path: `${base}/location/list`,
          schema: z.unknown(),
          lane: 'orders',
          deadlineMs: REACH_DEADLINE_MS,
          signal: context.signal,
        })
        .catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.status === undefined) throw error
        })
    },
    products: (page, since, size) => {
      const list = `${base}/product/product_list`
      return products(since ? `${list}/lastUpdated/after/${pathTime(since)}` : list, page, size)
    },
    productsOf: (page, id) => products(`${base}/product/product_list`, page, undefined, { id }),
    stock: (page, since, size) =>
      stock(page, size, { last_update_date: since ? formatTimestamp(since) : undefined }),
    stockOf: (page, ids) => stock(page, undefined, { 'product_id[]': ids }),
    packages: async (page, size) => {
      const body = await get(v3Client, {
        operation: 'packages.list',
        path: `/dispensary/v3/${dispensary}/packages`,
        query: { page, pageSize: size },
        blameless: size !== undefined,
        schema: packagePageSchema,
        lane: 'catalogue',
      })
      return { records: body.data, total: body.total ?? null }
    },
    customers: async (page, since, size) => {
      const body = await get(client, {
        operation: 'customers.list',
        path: `${base}/customer/lastUpdated/after/${pathTime(since)}/page/${page}/pagesize/${size ?? PEOPLE_PAGE_SIZE}`,
        blameless: size !== undefined,
        schema: customerPageSchema,
        lane: 'history',
      })
      return { records: body.data, total: body.totalElements ?? null }
    },
    customer: async (id) => {
      const { data } = await get(client, {
        operation: 'customers.get',
        path: `${base}/customer/${encodeURIComponent(id)}`,
        schema: customerPageSchema,
        lane: 'history',
      })
      if (data.length === 1) return data[0]
      throw new AdapterError('not_found', 'Treez has no customer of that id.')
    },
    ticket: async (id) => {
      const { data } = await get(client, {
        operation: 'tickets.get',
        path: `${base}/ticket/${encodeURIComponent(id)}`,
        schema: oneTicketSchema,
        lane: 'history',
      })
      return data
    },
    ticketsChanged: (page, since, size) =>
      tickets(`lastUpdated/${signed ? '' : 'after/'}${pathTime(since)}`, page, size),
    ticketsClosed: (page, day, size) => tickets(`closedate/${day}`, page, size),
    locationNames: async () => {
      const { data } = await get(client, {
        operation: 'locations.list',
        path: `${base}/location/list`,
        query: { sellable: true },
        schema: locationListSchema,
        lane: 'stock',
      })
      return data.flatMap((each) => {
        const location = locationSchema.safeParse(each).data
        return location?.name && location.active !== false && location.sellable !== false
          ? [location.name]
          : []
      })
    },
  }
}

const pathTime = (time: Date) => encodeURIComponent(formatTimestamp(time))

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the POS. */
const answered: ErrorReader = () => ({ kind: 'not_found', message: 'Treez answered.' })
