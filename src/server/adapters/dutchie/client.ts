import { z } from 'zod'
import type { HttpClient, HttpRequest } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { records } from '../kit/scalars.ts'
import { locationOf, signInOf } from './auth.ts'
import { answered, readDataError, readSignInError } from './errors.ts'
import { IDENTITY_PER_MINUTE, REPORTING_PER_MINUTE, ruleOf, STANDARD_PER_MINUTE } from './limits.ts'
import { DUTCHIE_URL } from './manifest.ts'
import { identitySchema } from './schema.ts'

/** The calls Cairn makes; with `take`, to look for a record that breaks a list. @throws {AdapterError} from each. */
export type DutchieApi = {
  /** Any answer at all to a call without sign-in. */
  reach(): Promise<void>
  /** Signs in anew. @returns the location's name, when Dutchie says it */
  signIn(): Promise<string | null>
  products(skip: number, since: Date | null, take?: number): Promise<unknown[]>
  /** Packages, as rows. */
  inventory(skip: number, take?: number): Promise<unknown[]>
  rooms(): Promise<unknown[]>
  /** What vendors delivered in between, each with its packages. */
  deliveries(from: Date, to: Date): Promise<unknown[]>
  customers(page: number, since: Date | null, take?: number): Promise<unknown[]>
  /** Sales changed in between; at most 60 days. @param part to look for one that breaks them */
  transactions(from: Date, to: Date, part?: boolean): Promise<unknown[]>
  /** Of the last 14 days. */
  preorders(): Promise<unknown[]>
}

/** Larger pages are reported to work up to 5,000; these stay well below a minute on a slow line. */
export const PAGE_SIZE = 1000

/** The most that both the specification and its prose allow. */
export const CUSTOMERS_A_PAGE = 100

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

/** A list of thousands is made while one waits. */
const LIST_DEADLINE_MS = 180_000

const onePreorder = z.looseObject({ preOrderId: z.union([z.string(), z.number()]) })

/** The specification says one, its prose a list. Without an id it is neither. */
const oneOrMoreSchema = z.union([records, onePreorder.transform((one) => [one])])

export function createDutchieApi(context: AdapterContext): DutchieApi {
  const baseUrl = context.baseUrl ?? DUTCHIE_URL
  const location = locationOf(context)
  const rule = (endpoint: string, perMinute: number) => ruleOf(`dutchie:${location}:${endpoint}`, perMinute)
  const tokenClient = context.createClient({
    baseUrl,
    auth: null,
    rateLimit: rule('token', STANDARD_PER_MINUTE),
    readError: readSignInError,
  })
  const signIn = signInOf(context, tokenClient)
  const clientOf = (endpoint: string, perMinute: number) =>
    context.createClient({
      baseUrl,
      auth: signIn.strategy,
      rateLimit: rule(endpoint, perMinute),
      readError: readDataError,
    })
  const identity = clientOf('whoami', IDENTITY_PER_MINUTE)
  const products = clientOf('reporting/products', REPORTING_PER_MINUTE)
  const inventory = clientOf('reporting/inventory', REPORTING_PER_MINUTE)
  const rooms = clientOf('room/rooms', STANDARD_PER_MINUTE)
  const deliveries = clientOf('inventory/receivedinventory', STANDARD_PER_MINUTE)
  const customers = clientOf('customer/customers-paginated', STANDARD_PER_MINUTE)
  const transactions = clientOf('reporting/transactions', REPORTING_PER_MINUTE)
  const preorders = clientOf('preorder/status', STANDARD_PER_MINUTE)
  const get = async <T>(from: HttpClient, request: Omit<HttpRequest<T>, 'method' | 'signal'>): Promise<T> =>
    (await from.send({ ...request, method: 'GET', signal: context.signal })).body

  return {
    reach: async () => {
      const anyone = context.createClient({
        baseUrl,
        auth: null,
        rateLimit: rule('health', STANDARD_PER_MINUTE),
        readError: answered,
      })
      await get(anyone, {
        operation: 'reach.host',
        path: '/okcomputer',
        schema: z.unknown(),
        lane: 'orders',
        deadlineMs: REACH_DEADLINE_MS,
      }).catch((error: unknown) => {
        if (!(error instanceof AdapterError) || error.status === undefined) throw error
      })
    },
    signIn: async () => {
      await signIn.anew()
      const path = '/whoami'
      return get(identity, { operation: 'sign_in.check', path, schema: identitySchema, lane: 'orders' })
    },
    products: (skip, since, take) =>
      get(products, {
        blameless: take !== undefined,
        operation: 'products.list',
        path: '/reporting/products',
        query: { Skip: skip, Take: take ?? PAGE_SIZE, fromLastModifiedDateUTC: since?.toISOString() },
        schema: records,
        lane: 'catalogue',
        deadlineMs: LIST_DEADLINE_MS,
      }),
    inventory: (skip, take) =>
      get(inventory, {
        blameless: take !== undefined,
        operation: 'stock.list',
        path: '/reporting/inventory',
        query: {
          Skip: skip,
          Take: take ?? PAGE_SIZE,
          includeLabResults: true,
          includeRoomQuantities: true,
          includeAllocated: true,
        },
        schema: records,
        lane: 'stock',
        deadlineMs: LIST_DEADLINE_MS,
      }),
    rooms: () => get(rooms, { operation: 'rooms.list', path: '/room/rooms', schema: records, lane: 'stock' }),
    deliveries: (from, to) =>
      get(deliveries, {
        operation: 'deliveries.list',
        path: '/inventory/receivedinventory',
        query: { startDate: from.toISOString(), endDate: to.toISOString() },
        schema: records,
        lane: 'catalogue',
        deadlineMs: LIST_DEADLINE_MS,
      }),
    customers: (page, since, take) =>
      get(customers, {
        blameless: take !== undefined,
        operation: 'customers.list',
        path: '/customer/customers-paginated',
        query: {
          PageNumber: page,
          PageSize: take ?? CUSTOMERS_A_PAGE,
          fromLastModifiedDateUTC: since?.toISOString(),
        },
        schema: records,
        lane: 'history',
        deadlineMs: LIST_DEADLINE_MS,
      }),
    transactions: (from, to, part = false) =>
      get(transactions, {
        blameless: part,
        operation: 'transactions.list',
        path: '/reporting/transactions',
        query: {
          FromLastModifiedDateUTC: from.toISOString(),
          ToLastModifiedDateUTC: to.toISOString(),
          IncludeDetail: true,
          IncludeOrderIds: true,
        },
        schema: records,
        lane: 'history',
        deadlineMs: LIST_DEADLINE_MS,
      }),
    preorders: () =>
      get(preorders, {
        operation: 'preorders.list',
        path: '/preorder/Status',
        query: { includeLineItems: true, includeOrderedItems: true },
        schema: oneOrMoreSchema,
        lane: 'history',
        deadlineMs: LIST_DEADLINE_MS,
      }),
  }
}
