import { z } from 'zod'
import { renewToken } from '../../http/auth/renew-token.ts'
import type { ErrorReader, HttpRequest } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from '../kit/list-page.ts'
import { obtainToken, signIn } from './auth.ts'
import { readDataError, readSignInError } from './errors.ts'
import { customerListSchema, saleListSchema } from './people-schema.ts'
import { locationListSchema, rowListSchema } from './schema.ts'

export const API_URL = 'https://api.flowhub.co'
const AUTH0_URL = 'https://flowhub.auth0.com'

/** The calls Cairn makes; with `size`, to look for a record that breaks a list. @throws {AdapterError} from each. */
export type FlowhubApi = {
  /** Any answer at all to a call without sign-in. */
  reach(): Promise<void>
  /** Asks for a token now, whatever is cached; with client id and key, makes a call that needs them. */
  signIn(): Promise<void>
  locations(): Promise<z.infer<typeof locationListSchema>['data']>
  /** Every package of the location, a row each: by room where the credentials may, else without rooms. */
  packages(): Promise<unknown[]>
  /** @param page from 1; @param since YYYY-MM-DD, null for all */
  customers(page: number, since: string | null, size?: number): Promise<unknown[]>
  /** What sales call the location. */
  importId(): Promise<string>
  sales(importId: string, page: number, since: string, size?: number): Promise<ListPage>
}

/** Sales came in pages of up to 10,000; these answer within seconds. */
export const PEOPLE_PAGE_SIZE = 500

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

/** A snapshot of a large store is long in coming. */
const SNAPSHOT_DEADLINE_MS = 180_000

export function createFlowhubApi(context: AdapterContext): FlowhubApi {
  const { clientId = '', locationId = '' } = context.credentials
  const baseUrl = context.baseUrl ?? API_URL
  // About 59 calls in a second were refused, and no header says what is allowed.
  const rateLimit = { key: `flowhub:${clientId.toLowerCase()}`, capacity: 45, perSecond: 45 }
  const signInClient = context.createClient({
    baseUrl: context.baseUrl ?? AUTH0_URL,
    auth: null,
    rateLimit,
    readError: readSignInError,
  })
  const client = context.createClient({
    baseUrl,
    auth: signIn(context, signInClient),
    rateLimit,
    readError: readDataError,
  })
  const get = async <T>(request: Omit<HttpRequest<T>, 'method' | 'signal'>): Promise<T> =>
    (await client.send({ ...request, method: 'GET', signal: context.signal })).body
  const list = async (name: string) => {
    const { data } = await get({
      operation: `${name}.list`,
      path: `/v0/locations/${encodeURIComponent(locationId)}/${name}`,
      schema: rowListSchema,
      lane: 'stock',
      deadlineMs: SNAPSHOT_DEADLINE_MS,
    })
    return data
  }
  const locations = async () => {
    const path = '/v0/clientsLocations'
    return (await get({ operation: 'locations.list', path, schema: locationListSchema, lane: 'orders' })).data
  }

  const getPeople = <T>(
    request: Pick<HttpRequest<T>, 'operation' | 'path' | 'query' | 'schema'>,
    size: number | undefined,
  ) =>
    get({
      ...request,
      query: { ...request.query, page_size: size ?? PEOPLE_PAGE_SIZE, order_by: 'asc' },
      blameless: size !== undefined,
      lane: 'history',
      deadlineMs: SNAPSHOT_DEADLINE_MS,
    })

  return {
    locations,
    importId: async () => {
      const { importId, locationId: id } =
        (await locations()).find((each) => each.locationId?.toLowerCase() === locationId.toLowerCase()) ?? {}
      return importId ?? id ?? locationId
    },
    customers: (page, since, size) =>
      getPeople(
        {
          operation: 'customers.list',
          path: '/v1/customers/',
          query: { page, updated_after: since ?? undefined },
          schema: customerListSchema,
        },
        size,
      ),
    sales: async (importId, page, since, size) => {
      const { orders, total = null } = await getPeople(
        {
          operation: 'sales.list',
          path: `/v1/orders/findByLocationId/${encodeURIComponent(importId)}`,
          query: { page, created_after: since },
          schema: saleListSchema,
        },
        size,
      )
      return { records: orders, total }
    },
    reach: async () => {
      const anyone = context.createClient({ baseUrl, rateLimit, auth: null, readError: answered })
      await anyone
        .send({
          operation: 'reach.host',
          method: 'GET',
          path: '/v0/clientsLocations',
          schema: z.unknown(),
          lane: 'orders',
          deadlineMs: REACH_DEADLINE_MS,
          signal: context.signal,
        })
        .catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.status === undefined) throw error
        })
    },
    signIn: async () => {
      if (context.signInMethod === 'oauth') {
        await renewToken(context.tokens, () => obtainToken(context, signInClient))
        return
      }
      // A key may be barred from the list of locations and still be a good one.
      await locations().catch((error: unknown) => {
        if (!isClosed(error)) throw error
      })
    },
    packages: () =>
      list('inventoryByRooms').catch((error: unknown) => {
        if (!isClosed(error)) throw error
        return list('inventory')
      }),
  }
}

/** The endpoint is not offered to these credentials. */
export function isClosed(error: unknown): boolean {
  return error instanceof AdapterError && (error.kind === 'not_found' || error.kind === 'forbidden')
}

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the POS. */
const answered: ErrorReader = () => ({ kind: 'not_found', message: 'Flowhub answered.' })
