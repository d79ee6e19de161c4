import { readFileSync } from 'node:fs'
import type { Reply, SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import type { XmlElement, XmlValue } from '../kit/xml.ts'
import type { WorldStore } from '../world/store.ts'
import { categoryTree } from './categories.ts'
import { ageOf, productIndex } from './dialect.ts'
import { answer, faultReply, readCall, ShopFault } from './envelope.ts'
import { noProcedure } from './faults.ts'
import { writeLedger } from './ledger.ts'
import {
  listAddresses,
  listCustomers,
  listGroups,
  listOrders,
  orderInfo,
  personOrOrder,
  writePeople,
} from './people.ts'
import { attributeOptions, listPictures, listProducts, listStock, productInfo } from './products.ts'
import { createSessions, demoApiKey, demoUser } from './sessions.ts'

const wsdl = readFileSync(new URL('./shop.wsdl', import.meta.url), 'utf8')

/** Calls that need a session. */
const operations: Record<
  string,
  (store: WorldStore, args: XmlElement, pictureUrl: (name: string) => string) => XmlValue
> = {
  catalogProductList: listProducts,
  catalogProductInfo: productInfo,
  catalogProductAttributeMediaList: listPictures,
  catalogProductAttributeOptions: attributeOptions,
  catalogCategoryTree: categoryTree,
  catalogInventoryStockItemList: listStock,
  customerCustomerList: listCustomers,
  customerGroupList: listGroups,
  customerAddressList: listAddresses,
  salesOrderList: listOrders,
  salesOrderInfo: orderInfo,
}

const page = (status: number, title: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
})

const shopOf = (path: string) => path.split('/')[1] ?? ''

function create({ world, clock, faults, publicUrl }: VendorContext): VendorSimulator {
  const router = createRouter()
  const sessions = createSessions(clock, () => faults().tokenLifetimeSeconds)

  const act = (store: WorldStore, body: string): Reply => {
    const { key } = store.profile
    const { namespace } = ageOf(key)
    const call = readCall(body)
    const { operation, args } = call
    if (call.namespace !== namespace) throw noProcedure(args.name)
    if (operation === 'login') return answer(namespace, operation, sessions.login(args, key))
    sessions.check(args, key, operation)
    if (operation === 'endSession') {
      sessions.end(args)
      return answer(namespace, operation, 'true')
    }
    const run = operations[operation]
    if (run === undefined) throw noProcedure(args.name)
    return answer(
      namespace,
      operation,
      run(store, args, (name) => `${publicUrl()}/_pictures/${name}`),
    )
  }

  const call = (request: SimRequest, store: WorldStore | undefined): Reply => {
    if (store === undefined) return page(404, '404 Not Found')
    try {
      return act(store, request.body)
    } catch (error) {
      if (error instanceof ShopFault) return faultReply(ageOf(store.profile.key).faultStatus, error)
      throw error
    }
  }

  const describeApi = (request: SimRequest, store: WorldStore | undefined): Reply => {
    if (store === undefined || !request.query.has('wsdl')) return page(404, '404 Not Found')
    const address = `${publicUrl()}/openmage${request.path}`
    const body = wsdl
      .replaceAll('{{namespace}}', ageOf(store.profile.key).namespace)
      .replace('{{address}}', address)
    return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body }
  }

  // With and without the shop's rewriting of addresses.
  for (const path of ['/:shop/index.php/api/v2_soap', '/:shop/api/v2_soap']) {
    router.on('POST', path, (request, { shop = '' }) => call(request, world.store(shop)))
    router.on('GET', path, (request, { shop = '' }) => describeApi(request, world.store(shop)))
  }

  return {
    handle: (request) => router.match(request.method, request.path)?.(request) ?? page(404, '404 Not Found'),
    rateKey: ({ path }) => shopOf(path),
    overLimit: (retryAfterSeconds) => ({
      ...page(429, '429 Too Many Requests'),
      ...(retryAfterSeconds !== null && { headers: { 'retry-after': String(retryAfterSeconds) } }),
    }),
    serverError: (status) => page(status, 'There has been an error processing your request'),
    expireTokens: sessions.expireAll,
    worldId(sourceId) {
      for (const store of world.stores) {
        const index = productIndex(store, sourceId)
        const found = index === null ? personOrOrder(store, sourceId) : store.product(index).id
        if (found !== undefined) return found
      }
      return sourceId
    },
    people(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writePeople(store)
    },
    ledger(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writeLedger(store)
    },
  }
}

export const openmage: VendorDefinition = {
  vendor: 'openmage',
  name: 'OpenMage',
  // The software has no limit; the web server before it often has one.
  perSecond: 20,
  signIn: {
    method: 'api_user',
    fields: {
      shopUrl: 'https://shops.example.test/pine-street',
      user: demoUser,
      apiKey: demoApiKey('pine-street'),
    },
  },
  create,
}
