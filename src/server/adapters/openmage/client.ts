import { z } from 'zod'
import { sessionPlace } from '../../http/auth/soap-session.ts'
import { createSoapClient, type SoapCall } from '../../http/soap/create-soap-client.ts'
import type { ErrorReader, Lane } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { sessionSignIn, signInAnew } from './auth.ts'
import { readFault, readSignInFault } from './errors.ts'
import {
  type Category,
  categoryTreeSchema,
  groupsSchema,
  listSchema,
  optionsSchema,
  recordSchema,
} from './schema.ts'
import { attributeCodes, textSetting } from './settings.ts'
import { formatTime } from './time.ts'
import { wsdlFor } from './wsdl.ts'

/** What a list is narrowed to: changed since, and ids above one already read. There are no pages. */
export type Narrowed = { since: Date | null; after: string }

/** The calls Cairn makes. @throws {AdapterError} from each. */
export type OpenMageApi = {
  /** A session asked for now, whatever is cached. */
  signIn(): Promise<void>
  /** Any answer at all to a call without sign-in. */
  reach(): Promise<void>
  /** Rows with little more than id and SKU. */
  products(narrowed: Narrowed): Promise<unknown[]>
  /** Null when it is gone. */
  product(id: string): Promise<Record<string, unknown> | null>
  /** Empty when the product is gone. */
  pictures(id: string): Promise<unknown[]>
  categories(): Promise<Category>
  /** Labels by the values products have; empty for an attribute that has no options, or doesn't exist. */
  labels(attribute: string): Promise<Map<string, string>>
  /** @param products SKUs, or ids of those that have none */
  stock(products: string[]): Promise<unknown[]>
  customers(narrowed: Narrowed): Promise<unknown[]>
  /** Empty when the customer is gone. */
  addresses(customerId: string): Promise<unknown[]>
  /** Names by id. */
  customerGroups(): Promise<Map<string, string>>
  /** Changed since. Not narrowed by id: the shop joins tables that have one as well. */
  orders(since: Date): Promise<unknown[]>
  /** Null when it is gone. */
  order(incrementId: string): Promise<Record<string, unknown> | null>
}

/** The shop's software sets no limit; this is what Cairn keeps to, since every call is a PHP process of the shop's server. */
export const limits = { perSecond: 20, burst: 20 }

/** How long a person at the connection check waits for a first sign of life. */
const REACH_DEADLINE_MS = 15_000

/** Where the shop stands: its own address, or its path below the simulator. */
export function addressOf({ baseUrl, credentials }: Pick<AdapterContext, 'baseUrl' | 'credentials'>): string {
  const own = (credentials['shopUrl'] ?? '').replace(/\/+$/, '')
  if (baseUrl === null || own.startsWith(`${baseUrl}/`)) return own
  return baseUrl + (URL.canParse(own) ? new URL(own).pathname.replace(/\/+$/, '') : '')
}

export function createOpenMageApi(context: AdapterContext): OpenMageApi {
  const { settings, signal } = context
  const baseUrl = addressOf(context)
  const rateLimit = {
    key: `openmage:${baseUrl.toLowerCase()}`,
    capacity: limits.burst,
    perSecond: limits.perSecond,
  }
  // Works with and without the web server's rewriting of addresses.
  const path = '/index.php/api/v2_soap/'
  const soap = {
    createClient: context.createClient,
    path,
    wsdl: wsdlFor(textSetting(settings, 'namespace', 'urn:OpenMage')),
  }
  const signInClient = createSoapClient({
    ...soap,
    http: { baseUrl, rateLimit, auth: null },
    readFault: readSignInFault,
  })
  const auth = sessionSignIn(context, signInClient)
  const client = createSoapClient({ ...soap, http: { baseUrl, rateLimit, auth }, readFault })

  const read = <T>(
    call: Pick<SoapCall<T>, 'operation' | 'method' | 'args' | 'schema' | 'lane'>,
  ): Promise<T> =>
    client.call({ ...call, args: { sessionId: sessionPlace, ...call.args }, repeatable: true, signal })
  const list = async (operation: string, method: string, args: Record<string, unknown>, lane: Lane) =>
    (await read({ operation, method, args, schema: listSchema, lane })).result
  const storeView = textSetting(settings, 'storeView')
  const store = storeView === '' ? {} : { store: storeView }
  const { all } = attributeCodes(settings)

  return {
    signIn: () => signInAnew(context, signInClient),
    reach: async () => {
      const anyone = context.createClient({ baseUrl, rateLimit, auth: null, readError: answered })
      await anyone
        .send({
          operation: 'reach.host',
          method: 'GET',
          path,
          format: () => null,
          schema: z.unknown(),
          lane: 'orders',
          deadlineMs: REACH_DEADLINE_MS,
          signal,
        })
        .catch((error: unknown) => {
          if (!(error instanceof AdapterError) || error.status === undefined) throw error
        })
    },
    products: (narrowed) =>
      list(
        'products.list',
        'catalogProductList',
        { filters: filtersOf('product_id', narrowed), ...store },
        'catalogue',
      ),
    product: (id) =>
      read({
        operation: 'products.get',
        method: 'catalogProductInfo',
        args: {
          productId: id,
          ...store,
          // The standard attributes come in any case.
          attributes: { additional_attributes: { complexObjectArray: all } },
          // Else an id that is the SKU of another product would give that one.
          identifierType: 'id',
        },
        schema: recordSchema,
        lane: 'catalogue',
      }).then(({ result }) => result, nullFor('101')),
    pictures: async (id) => {
      const args = { productId: id, ...store, identifierType: 'id' }
      return (
        (await list('products.pictures', 'catalogProductAttributeMediaList', args, 'catalogue').catch(
          nullFor('101'),
        )) ?? []
      )
    },
    categories: async () =>
      (
        await read({
          operation: 'categories.tree',
          method: 'catalogCategoryTree',
          args: store,
          schema: categoryTreeSchema,
          lane: 'catalogue',
        })
      ).result,
    labels: async (attribute) => {
      const options = await read({
        operation: 'products.options',
        method: 'catalogProductAttributeOptions',
        args: { attributeId: attribute, ...store },
        schema: optionsSchema,
        lane: 'catalogue',
      }).catch(nullFor('101'))
      return new Map(
        options?.result.flatMap(({ value, label }) =>
          value !== null && label !== null ? [[value, label] as const] : [],
        ),
      )
    },
    stock: (products) =>
      list(
        'stock.list',
        'catalogInventoryStockItemList',
        { productIds: { complexObjectArray: products } },
        'stock',
      ),
    customers: (narrowed) =>
      list(
        'customers.list',
        'customerCustomerList',
        { filters: filtersOf('customer_id', narrowed) },
        'history',
      ),
    addresses: async (customerId) =>
      (await list('customers.addresses', 'customerAddressList', { customerId }, 'history').catch(
        nullFor('101'),
      )) ?? [],
    customerGroups: async () => {
      const { result } = await read({
        operation: 'customers.groups',
        method: 'customerGroupList',
        args: {},
        schema: groupsSchema,
        lane: 'history',
      })
      return new Map(
        result.flatMap(({ customer_group_id: id, customer_group_code: name }) =>
          id !== null && name !== null ? [[id, name] as const] : [],
        ),
      )
    },
    orders: (since) =>
      list(
        'orders.list',
        'salesOrderList',
        { filters: filtersOf('order_id', { since, after: '' }) },
        'history',
      ),
    order: (incrementId) =>
      read({
        operation: 'orders.get',
        method: 'salesOrderInfo',
        args: { orderIncrementId: incrementId },
        schema: recordSchema,
        lane: 'history',
      }).then(({ result }) => result, nullFor('100')),
  }
}

/** Of several conditions on one field the shop takes the last, so there is one a field. */
function filtersOf(id: string, { since, after }: Narrowed) {
  const conditions = [
    ...(since === null ? [] : [{ key: 'updated_at', value: { key: 'gteq', value: formatTime(since) } }]),
    ...(after === '' ? [] : [{ key: id, value: { key: 'gt', value: after } }]),
  ]
  return conditions.length === 0 ? {} : { complex_filter: { complexObjectArray: conditions } }
}

/** What the shop says with this fault is that there is none. */
const nullFor = (code: string) => (error: unknown) => {
  if (error instanceof AdapterError && error.kind === 'not_found' && error.vendorCode === code) return null
  throw error
}

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the shop. */
const answered: ErrorReader = () => ({ kind: 'not_found', message: 'The shop answered.' })
