import { jsonReply, type Reply, type SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { isReply, refusal } from './answers.ts'
import { namedId } from './dialect.ts'
import { worldIdOf, writeLedger } from './ledger.ts'
import { noticesOf } from './notices.ts'
import {
  getMember,
  getTransaction,
  listActive,
  listMembers,
  listTransactions,
  writePeople,
} from './people.ts'
import { getProduct, listBrands, listInventories, listProducts } from './products.ts'
import { budgetOf, callerOf, demoToken } from './sign-in.ts'
import { addHook, changeHook, listHooks, removeHook } from './web-hooks.ts'

type Act = (request: SimRequest, store: WorldStore, params: Record<string, string>) => Reply

/** Below the host; clients use either of two hosts with it. */
const base = '/api/v1/partner'

function create({ world, publicUrl, subscriptions }: VendorContext): VendorSimulator {
  const router = createRouter()
  const storeKeys = world.stores.map(({ profile }) => profile.key)
  const pictureUrl = (name: string) => `${publicUrl()}/_pictures/${name}`

  /** Registers a call of a signed-in partner for the shop of its developer key; `permission` opens lists of people. */
  const onAny = (method: string, path: string, act: Act, permission?: string) =>
    router.on(method, base + path, (request, params) => {
      const caller = callerOf(request, storeKeys)
      if (isReply(caller)) return caller
      const store = world.store(caller.storeKey)
      if (store === undefined) return refusal(404, 'Shop does not exist')
      if (permission !== undefined && !caller.mayReadPeople) {
        return refusal(403, `Partner key does not have ${permission} permission`)
      }
      return act(request, store, params)
    })
  const on = (path: string, act: Act, permission?: string) => onAny('GET', path, act, permission)

  on('/store', (_request, { profile }) =>
    jsonReply(200, { id: namedId('shop', profile.key), name: profile.name, timeZone: profile.timeZone }),
  )
  on('/products', (request, store) => listProducts(request, store, pictureUrl, false))
  on('/store/inventory/products', (request, store) => listProducts(request, store, pictureUrl, false))
  on('/store/inventory/products/dates', (request, store) => listProducts(request, store, pictureUrl, true))
  on('/store/inventory/products/:id', (_request, store, params) =>
    getProduct(store, params['id'] ?? '', pictureUrl),
  )
  on('/store/inventory/inventories', listInventories)
  on('/store/inventory/brands', listBrands)
  on('/members', listMembers, 'ACCEPT_MEMBER')
  on('/members/:id', (_request, store, params) => getMember(store, params['id'] ?? ''), 'ACCEPT_MEMBER')
  on('/transactions', listTransactions, 'PERFORM_RECONCILIATION')
  on('/transactions/active', listActive, 'PERFORM_RECONCILIATION')
  on(
    '/transactions/:id',
    (_request, store, params) => getTransaction(store, params['id'] ?? ''),
    'PERFORM_RECONCILIATION',
  )
  on('/webHooks', (request, store) => listHooks(request, store, subscriptions))
  onAny('POST', '/webHooks', (request, store) => addHook(request, store, subscriptions))
  onAny('PUT', '/webHooks/:id', (request, store, params) =>
    changeHook(request, store, subscriptions, params['id'] ?? ''),
  )
  onAny('DELETE', '/webHooks/:id', (_request, store, params) =>
    removeHook(store, subscriptions, params['id'] ?? ''),
  )

  return {
    handle: (request) =>
      router.match(request.method, request.path)?.(request) ?? refusal(404, 'Resource not found'),
    rateKey: budgetOf,
    overLimit: (retryAfterSeconds) =>
      refusal(
        429,
        'Too many requests',
        retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
      ),
    serverError: (status) => refusal(status, 'Internal error'),
    // Keys and tokens have no end.
    expireTokens: () => undefined,
    notices: noticesOf(pictureUrl),
    worldId: (sourceId) => worldIdOf(world.stores, sourceId),
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

export const blaze: VendorDefinition = {
  vendor: 'blaze',
  name: 'BLAZE',
  // Made up: no number is published.
  perSecond: 10,
  signIn: { method: 'bearer', fields: { bearerToken: demoToken('pine-street') } },
  create,
}
