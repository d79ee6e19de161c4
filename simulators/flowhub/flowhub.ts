import type { Reply, SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { listed, refusal } from './answers.ts'
import { ageOf, clientId, locationIdOf } from './dialect.ts'
import { worldIdOf, writeLedger } from './ledger.ts'
import { importIdOf, renderLocation } from './locations.ts'
import { listCustomers, listSales, writePeople } from './people.ts'
import { type ListKind, listPackages, renderRow } from './rows.ts'
import { callerOf, createSignIn, demoKey } from './sign-in.ts'

const plain = { nonZero: false, byRooms: false, analytics: false }

/** The lists of one location by their names in the path, older ones included. */
const lists: Record<string, Omit<ListKind, 'notForSale'>> = {
  inventory: plain,
  inventoryNonZero: { ...plain, nonZero: true },
  inventoryByRooms: { ...plain, byRooms: true },
  inventoryByRoomsNonZero: { ...plain, byRooms: true, nonZero: true },
  inventoryAnalytics: { ...plain, analytics: true },
  InventoryAnalytics: { ...plain, analytics: true },
  Analytics: { ...plain, analytics: true },
  inventoryAnalyticsByRooms: { ...plain, analytics: true, byRooms: true },
  InventoryAnalyticsByRooms: { ...plain, analytics: true, byRooms: true },
  AnalyticsByRooms: { ...plain, analytics: true, byRooms: true },
}

function create({ world, clock, faults, publicUrl }: VendorContext): VendorSimulator {
  const router = createRouter()
  const storeKeys = world.stores.map(({ profile }) => profile.key)
  const signIn = createSignIn(clock, storeKeys, () => faults().tokenLifetimeSeconds)
  const pictureUrl = (name: string) => `${publicUrl()}/_pictures/${name}`

  const answerList = (request: SimRequest, stores: readonly WorldStore[], name: string): Reply => {
    const list = lists[name]
    if (list === undefined) return refusal(404, 'Not Found')
    if (list.byRooms && stores.some(({ profile }) => !ageOf(profile.key).rooms)) {
      return refusal(403, 'Forbidden')
    }
    const asked = request.query.get('includesNotForSaleQuantity') === 'true'
    const kind = { ...list, notForSale: list.analytics && asked }
    // Whatever is asked for by page or limit, the list comes whole.
    return listed(
      stores.flatMap((store) =>
        listPackages(store, kind).map((each) => renderRow(store, each, kind, pictureUrl)),
      ),
    )
  }
  router.on('POST', '/oauth/token', (request) => signIn.issue(request))
  router.on(
    'GET',
    '/v0/clientsLocations',
    (request) => signIn.check(request, null) ?? listed(world.stores.map(renderLocation)),
  )
  router.on('GET', '/v0/locations/:location/:list', (request, { location, list = '' }) => {
    const store = world.stores.find(({ profile }) => locationIdOf(profile.key) === location)
    const refused = signIn.check(request, store?.profile.key ?? null)
    if (refused) return refused
    if (store === undefined) return refusal(404, 'Location not found')
    return list === 'clientsLocations' ? listed([renderLocation(store)]) : answerList(request, [store], list)
  })
  router.on(
    'GET',
    '/v1/customers/',
    (request) => signIn.check(request, null) ?? listCustomers(request, world.stores),
  )
  router.on('GET', '/v1/orders/findByLocationId/:location', (request, { location }) => {
    const store = world.stores.find(({ profile }) => importIdOf(profile.key) === location)
    const refused = signIn.check(request, store?.profile.key ?? null)
    if (refused) return refused
    return store === undefined ? refusal(404, 'Location not found') : listSales(request, store)
  })
  router.on(
    'GET',
    '/v0/:list',
    (request, { list = '' }) => signIn.check(request, null) ?? answerList(request, world.stores, list),
  )

  return {
    handle: (request) => router.match(request.method, request.path)?.(request) ?? refusal(404, 'Not Found'),
    rateKey: (request) => (request.path === '/oauth/token' ? null : callerOf(request)),
    overLimit: (retryAfterSeconds) => ({
      ...refusal(429, 'Too Many Requests'),
      // Flowhub says nothing of its limit, not even here; what stands before it may.
      ...(retryAfterSeconds !== null && { headers: { 'retry-after': String(retryAfterSeconds) } }),
    }),
    serverError: (status) => refusal(status, 'Internal Server Error'),
    expireTokens: signIn.expireAll,
    worldId: worldIdOf,
    people(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writePeople(world.stores, store)
    },
    ledger(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writeLedger(store)
    },
  }
}

export const flowhub: VendorDefinition = {
  vendor: 'flowhub',
  name: 'Flowhub',
  // 59 calls in a second were refused; 45 is what clients keep to.
  perSecond: 50,
  signIn: {
    method: 'api_key',
    fields: { locationId: locationIdOf('pine-street'), clientId, key: demoKey },
  },
  create,
}
