import type { Reply, SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { failure, Refusal, success } from './envelope.ts'
import { writeLedger } from './ledger.ts'
import { listLocations } from './locations.ts'
import { noticesOf } from './notices.ts'
import { listPackages } from './packages.ts'
import {
  customerIdOf,
  getCustomer,
  getTicket,
  listChangedTickets,
  listClosedTickets,
  listCustomers,
  writePeople,
} from './people.ts'
import { listProductFields } from './product-fields.ts'
import { getProduct, listEdited, listProducts } from './products.ts'
import { createSignIn, demoApiKey, demoClientId } from './sign-in.ts'
import { getStock } from './stock.ts'

type Act = (request: SimRequest, store: WorldStore, params: Record<string, string>) => Reply

const v2 = '/v2.0/dispensary/:dispensary'
const v3 = '/dispensary/v3/:dispensary'

const dispensaryOf = (path: string) =>
  /^\/(?:v2\.0\/dispensary|dispensary\/v3)\/([^/]+)\//.exec(path)?.[1] ?? null

function create({ world, clock, faults, publicUrl }: VendorContext): VendorSimulator {
  const router = createRouter()
  const signIn = createSignIn(clock, () => faults().tokenLifetimeSeconds)
  const pictureUrl = (name: string) => `${publicUrl()}/_pictures/${name}`

  /** Registers a call on the given bases; every call but the token exchange needs a token. */
  const on = (method: string, path: string, act: Act, bases = [v2, v3]) => {
    for (const base of bases) {
      router.on(method, base + path, (request, params) => {
        const store = world.store(params['dispensary'] ?? '')
        if (store === undefined) return failure(404, 'NOT_FOUND', 'Unknown dispensary')
        return signIn.check(request, store) ?? act(request, store, params)
      })
    }
  }
  for (const base of [v2, v3]) {
    router.on('POST', `${base}/config/api/gettokens`, (request, params) => {
      const store = world.store(params['dispensary'] ?? '')
      return store === undefined
        ? failure(404, 'NOT_FOUND', 'Unknown dispensary')
        : signIn.issue(request, store)
    })
  }
  router.on('POST', '/service/jwt-validation', (request) => signIn.checkSigned(request) ?? success(null))
  on('GET', '/product/product_list', (request, store) => listProducts(request, store, pictureUrl))
  on('GET', '/product/product_list/lastUpdated/after/:moment', (request, store, params) =>
    listEdited(request, store, params['moment'] ?? '', pictureUrl),
  )
  on('GET', '/product/product_fields', listProductFields)
  on('GET', '/product/:id', (_request, store, params) => getProduct(store, params['id'] ?? '', pictureUrl))
  on('GET', '/stock/getStock', getStock)
  on('GET', '/location/list', listLocations)
  on('GET', '/customer/lastUpdated/after/:moment/page/:page/pagesize/:size', (_request, store, params) =>
    listCustomers(store, params),
  )
  on('GET', '/ticket/lastUpdated/after/:moment/page/:page/pagesize/:size', (_request, store, params) =>
    listChangedTickets(store, params, world.now()),
  )
  on(
    'GET',
    '/ticket/lastUpdated/:moment/page/:page/pagesize/:size',
    (_request, store, params) => listChangedTickets(store, params, world.now()),
    [v3],
  )
  on('GET', '/ticket/closedate/:day/page/:page/pagesize/:size', (_request, store, params) =>
    listClosedTickets(store, params),
  )
  on('GET', '/customer/:id', (_request, store, params) => getCustomer(store, params['id'] ?? ''))
  on('GET', '/ticket/:id', (_request, store, params) => getTicket(store, params['id'] ?? ''))
  on('GET', '/packages', listPackages, [v3])
  on('POST', '/packages', listPackages, [v3])

  return {
    handle(request) {
      const act = router.match(request.method, request.path)
      if (act === null) return failure(404, 'NOT_FOUND', 'No such resource')
      try {
        return act(request)
      } catch (error) {
        if (error instanceof Refusal) return error.reply
        throw error
      }
    },
    rateKey: ({ path }) => (path.endsWith('/config/api/gettokens') ? null : dispensaryOf(path)),
    overLimit: (retryAfterSeconds) => ({
      status: 429,
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
      },
      body: '429 - OVER LIMIT',
    }),
    serverError: (status) => failure(status, 'INTERNAL_ERROR', 'Unexpected error'),
    expireTokens: signIn.expireAll,
    notices: noticesOf(world.now, pictureUrl),
    worldId: (sourceId) =>
      world.stores.map((store) => customerIdOf(store, sourceId)).find((id) => id !== undefined) ?? sourceId,
    people(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writePeople(store, world.now())
    },
    ledger(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writeLedger(store)
    },
  }
}

export const treez: VendorDefinition = {
  vendor: 'treez',
  name: 'Treez',
  perSecond: 10,
  signIn: {
    method: 'api_key',
    fields: { dispensary: 'pine-street', clientId: demoClientId, apiKey: demoApiKey('pine-street') },
  },
  create,
}
