import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { listDeliveries } from './deliveries.ts'
import { ageOf, locationIdOf, worldIdOf } from './dialect.ts'
import { listAllInventory, listOpenInventory, listRooms } from './inventory.ts'
import { writeLedger } from './ledger.ts'
import { allowedAt, createMinuteLimits } from './minute-limits.ts'
import { listCustomers, listPreorders, listTransactions, personOrOrderOf, writePeople } from './people.ts'
import { listAllProducts, listOnlineProducts } from './products.ts'
import { missingRole, tooMany, unauthenticated, unknownPath } from './refusals.ts'
import { createSignIn, demoClient, type Role } from './sign-in.ts'

type Act = (request: SimRequest, store: WorldStore) => Reply

function whoAmI(_request: SimRequest, store: WorldStore): Reply {
  const { name, license, key } = store.profile
  const locationId = locationIdOf(store)
  if (ageOf(key).pascalIdentity) {
    return jsonReply(200, {
      LocationName: name,
      LocationId: locationId,
      CompanyName: 'Demo Stores',
      CompanyId: 7,
    })
  }
  return jsonReply(200, {
    locationId,
    lspId: 7,
    locationName: name,
    lspName: 'Demo Stores',
    licenseNumber: license,
    shareCustomerProfiles: true,
  })
}

function create({ world, clock, faults, publicUrl, limited }: VendorContext): VendorSimulator {
  const router = createRouter()
  const limits = createMinuteLimits()
  const storeKeys = world.stores.map(({ profile }) => profile.key)
  const signIn = createSignIn(storeKeys, clock, () => faults().tokenLifetimeSeconds)
  const pictureUrl = (name: string) => `${publicUrl()}/_pictures/${name}`

  /** Registers a call that needs a sign-in and, where one is named, a role. */
  const on = (path: string, role: Role | null, act: Act) =>
    router.on('GET', path, (request) => {
      const caller = signIn.callerOf(request)
      const store = caller === null ? undefined : world.store(caller.storeKey)
      if (caller === null || store === undefined) return unauthenticated()
      if (limited() && !limits.take(caller.storeKey, path, clock.now().getTime()))
        return tooMany(allowedAt(path), null)
      return role === null || caller.roles.has(role) ? act(request, store) : missingRole()
    })
  router.on('GET', '/okcomputer', () => ({ status: 200, body: 'OK' }))
  router.on('POST', '/oauth/token', signIn.issue)
  on('/whoami', null, whoAmI)
  on('/products', 'Inventory', (request, store) => listOnlineProducts(request, store, pictureUrl))
  on('/inventory', 'Inventory', listOpenInventory)
  on('/reporting/products', 'Reporting', (request, store) => listAllProducts(request, store, pictureUrl))
  on('/reporting/inventory', 'Reporting', listAllInventory)
  on('/inventory/receivedinventory', 'Inventory', listDeliveries)
  on('/customer/customers-paginated', 'Customer', listCustomers)
  on('/reporting/transactions', 'Reporting', listTransactions)
  on('/preorder/Status', 'PreOrder', (_request, store) => listPreorders(store, world.now()))
  on('/room/rooms', 'Room', listRooms)

  return {
    handle: (request) => router.match(request.method, request.path)?.(request) ?? unknownPath(),
    rateKey(request) {
      const caller = signIn.callerOf(request)
      return caller === null ? null : `${caller.storeKey} ${request.path}`
    },
    overLimit: (retryAfterSeconds) => tooMany(120, retryAfterSeconds),
    serverError: (status) => ({
      status,
      headers: { 'content-type': 'text/plain' },
      body: 'Unexpected error',
    }),
    expireTokens: signIn.expireAll,
    worldId: (sourceId) =>
      worldIdOf(world.stores, sourceId) ??
      world.stores.map((store) => personOrOrderOf(store, sourceId)).find((id) => id !== undefined) ??
      sourceId,
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

export const dutchie: VendorDefinition = {
  vendor: 'dutchie',
  name: 'Dutchie POS',
  // The minute windows of each endpoint are counted here, none by the second.
  perSecond: null,
  signIn: { method: 'client_credentials', fields: demoClient('pine-street') },
  create,
}
