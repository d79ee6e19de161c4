import { z } from 'zod'
import { renewToken } from '../../http/auth/renew-token.ts'
import type { ErrorReader, HttpClient, HttpRequest } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { covaSignIn, obtainToken, usesApiKey } from './auth.ts'
import { readDataError, readSignInError } from './errors.ts'
import { locationSchema, productPageSchema, recordListSchema } from './schema.ts'

export const API_URL = 'https://api.covasoft.net'
const ACCOUNTS_URL = 'https://accounts.iqmetrix.net'

/** As in COVA's own sample. Larger pages are taken, but time out the sooner. */
export const PAGE_SIZE = 100

/** A bulk answer takes COVA its time. */
const BULK_DEADLINE_MS = 120_000

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

export type ProductPage = z.infer<typeof productPageSchema>
export type CovaLocation = { id: string; name: string }

/** The calls Cairn makes; with `take`, to look for a record that breaks a list. @throws {AdapterError} from each. */
export type CovaApi = {
  /** Proves the credentials, whatever is cached. */
  signIn(): Promise<void>
  /** Any answer at all to a call without sign-in. */
  reach(): Promise<void>
  /** Products without their stock, or only those that changed. */
  products(skip: number, since: Date | null, take?: number): Promise<ProductPage>
  /** Products with their stock and little else. */
  stock(skip: number, since: Date | null, take?: number): Promise<ProductPage>
  /** As many as a page holds at most. */
  productsOf(ids: string[]): Promise<ProductPage>
  stockOf(ids: string[]): Promise<ProductPage>
  /** Stock of the whole store from the older service. */
  availability(): Promise<unknown[]>
  locations(): Promise<CovaLocation[]>
  /** Of the whole company. */
  customers(changedSince: Date): Promise<unknown[]>
  /** Of the store. @param part to look for one that breaks them */
  invoices(from: Date, to: Date, part?: boolean): Promise<unknown[]>
}

export function createCovaApi(context: AdapterContext): CovaApi {
  const { companyId = '', locationId = '' } = context.credentials
  const baseUrl = context.baseUrl ?? API_URL
  const signInClient = context.createClient({
    baseUrl: context.baseUrl ?? ACCOUNTS_URL,
    rateLimit: budgetOf('accounts', companyId),
    auth: null,
    readError: readSignInError,
  })
  const auth = covaSignIn(context, signInClient)
  const service = (name: string): HttpClient =>
    context.createClient({
      baseUrl: `${baseUrl}/${name}`,
      rateLimit: budgetOf(name, companyId),
      auth,
      readError: readDataError,
    })
  const dataPlatform = service('dataplatform')
  const entityManager = service('entitymanager')
  const company = encodeURIComponent(companyId)
  const bulk = async (
    operation: string,
    lane: 'catalogue' | 'stock',
    body: Record<string, unknown>,
    which: Date | 'ByProductIdList' | null,
    take?: number,
  ): Promise<ProductPage> => {
    const part = which instanceof Date ? `UpdatedAsOf/${which.toISOString()}` : which
    const { body: page } = await dataPlatform.send({
      operation,
      method: 'POST',
      path: `/v1/Companies/${company}/DetailedProductData${part === null ? '' : `/${part}`}`,
      json: { ...nothingIncluded, LocationId: Number(locationId), Top: take ?? PAGE_SIZE, ...body },
      schema: productPageSchema,
      lane,
      // It only reads.
      repeatable: true,
      blameless: take !== undefined,
      deadlineMs: BULK_DEADLINE_MS,
      signal: context.signal,
    })
    return page
  }
  const history = async (
    name: string,
    request: Pick<HttpRequest<unknown>, 'operation' | 'path' | 'query' | 'blameless'>,
  ): Promise<unknown[]> => {
    const { body } = await service(name).send({
      ...request,
      method: 'GET',
      schema: recordListSchema,
      lane: 'history',
      deadlineMs: BULK_DEADLINE_MS,
      signal: context.signal,
    })
    return body
  }
  const locations = async (): Promise<CovaLocation[]> => {
    const { body } = await entityManager.send({
      operation: 'locations.list',
      method: 'GET',
      path: `/v1/Companies(${company})/Locations`,
      schema: recordListSchema,
      lane: 'stock',
      signal: context.signal,
    })
    return body.flatMap((each) => {
      const location = locationSchema.safeParse(each).data
      return location?.Id ? [{ id: location.Id, name: location.Name ?? location.Id }] : []
    })
  }

  const SellingRoomOnly = context.settings['sellingRoomsOnly'] !== false
  const stockParts = { IncludeAvailability: true, SellingRoomOnly }

  return {
    signIn: async () => {
      if (usesApiKey(context)) await provesKey(locations)
      else await renewToken(context.tokens, () => obtainToken(context, signInClient))
    },
    reach: async () => {
      const anyone = context.createClient({
        baseUrl,
        rateLimit: budgetOf('entitymanager', companyId),
        auth: null,
        readError: answered,
      })
      await anyone
        .send({
          operation: 'reach.host',
          method: 'GET',
          path: `/entitymanager/v1/Companies(${company})/Locations`,
          schema: z.unknown(),
          lane: 'orders',
          deadlineMs: REACH_DEADLINE_MS,
          signal: context.signal,
        })
        .catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.status === undefined) throw error
        })
    },
    products: (skip, since, take) =>
      bulk('products.list', 'catalogue', { ...productParts, Skip: skip }, since, take),
    stock: (skip, since, take) => bulk('stock.list', 'stock', { ...stockParts, Skip: skip }, since, take),
    productsOf: (ids) =>
      bulk('products.again', 'catalogue', { ...productParts, ProductIds: ids }, 'ByProductIdList'),
    stockOf: (ids) => bulk('stock.again', 'stock', { ...stockParts, ProductIds: ids }, 'ByProductIdList'),
    availability: async () => {
      const { body } = await service('availability').send({
        operation: 'availability.list',
        method: 'GET',
        path: `/v1/Companies(${company})/Entities(${encodeURIComponent(locationId)})/CatalogItems`,
        schema: recordListSchema,
        lane: 'stock',
        deadlineMs: BULK_DEADLINE_MS,
        signal: context.signal,
      })
      return body
    },
    locations,
    customers: (changedSince) =>
      history('crm', {
        operation: 'customers.list',
        path: `/v1/Companies(${company})/CustomerFull`,
        query: { $filter: `LastModifiedDateUtc ge ${odataTime(changedSince)}` },
      }),
    invoices: (from, to, part = false) =>
      history('posreports', {
        operation: 'invoices.list',
        blameless: part,
        path: `/v1/Companies(${company})/Entities(${encodeURIComponent(locationId)})/ByInvoiceWithProducts`,
        query: { DateRange: `Date ge ${odataTime(from)} and Date le ${odataTime(nextSecond(to))}` },
      }),
  }
}

/** The report knows no fractions, and what was sold within the last second counts. */
const nextSecond = (time: Date) => new Date(Math.ceil(time.getTime() / 1000) * 1000)

/** Times as OData 3 writes them, in UTC. */
const odataTime = (time: Date) => `datetime'${time.toISOString().slice(0, 19)}'`

/** Everything a product list can bring, left out. All life cycles: what is discontinued would look deleted. */
const nothingIncluded = {
  IncludeProductSkusAndUpcs: false,
  IncludeProductSpecifications: false,
  IncludeClassifications: false,
  IncludeProductAssets: false,
  IncludeAvailability: false,
  IncludePackageDetails: false,
  IncludePricing: false,
  IncludeTaxes: false,
  InStockOnly: false,
  IncludeAllLifecycles: true,
  SellingRoomOnly: false,
}

const productParts = {
  IncludeProductSkusAndUpcs: true,
  IncludeProductSpecifications: true,
  IncludeClassifications: true,
  IncludeProductAssets: true,
  IncludePricing: true,
}

/**
 * A thousand calls a minute for each service (https://api.covasoft.net/GetStarted), as 16 a second: spread out, and
 * never more than 960 in any of COVA's minutes.
 */
function budgetOf(service: string, companyId: string) {
  return { key: `cova:${service}:${companyId}`, capacity: 16, perSecond: 16 }
}

/** A key has no sign-in of its own. What it may not read is told by the step that needs it. */
async function provesKey(locations: () => Promise<unknown>): Promise<void> {
  await locations().catch((error: unknown) => {
    if (!isClosed(error)) throw error
  })
}

/** The service is not offered to this sign-in, or has nothing there. */
export function isClosed(error: unknown): boolean {
  return error instanceof AdapterError && (error.kind === 'not_found' || error.kind === 'forbidden')
}

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the POS. */
const answered: ErrorReader = () => ({ kind: 'not_found', message: 'COVA answered.' })
