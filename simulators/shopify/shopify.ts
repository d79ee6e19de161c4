import { randomUUID } from 'node:crypto'
import { jsonReply, type Reply, readJson, type SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { refusal, unauthenticated } from './answers.ts'
import { demoApp } from './apps.ts'
import { decide, showConsent } from './authorize.ts'
import { createBudget } from './budget.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import { createCodes } from './codes.ts'
import type { Caller, ShopContext } from './context.ts'
import { indexOf, shopDomain } from './dialect.ts'
import { type Asked, answerQuery } from './graphql-call.ts'
import { writeLedger } from './ledger.ts'
import { catalogueRoot, shopRoot } from './query-root.ts'
import { renderItem, renderLocation } from './render-inventory.ts'
import { renderProduct, renderVariant } from './render-product.ts'
import { createSignIn } from './sign-in.ts'
import { createTokens } from './tokens.ts'
import { servedVersion } from './versions.ts'

/** The query of a call, or null when the body holds none. */
function readAsked(request: SimRequest): Asked | null {
  const body = readJson(request)
  if (body === null || typeof body['query'] !== 'string') return null
  const { query, variables, operationName } = body
  return {
    query,
    variables: typeof variables === 'object' && variables !== null ? { ...variables } : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  }
}

function create({ world, clock, faults, publicUrl, limited }: VendorContext): VendorSimulator {
  const router = createRouter()
  const tokens = createTokens(clock)
  const codes = createCodes(clock)
  const issue = createSignIn(tokens, codes, faults)
  const budget = createBudget(clock, limited)
  const catalogues = new Map<string, Catalogue>(
    world.stores.map((store) => [store.profile.key, createCatalogue(store)]),
  )

  const contextOf = (store: WorldStore, caller: Caller, apiVersion: string): ShopContext => {
    const context: ShopContext = {
      store,
      catalogue: catalogues.get(store.profile.key) ?? createCatalogue(store),
      caller,
      now: world.now(),
      url: `${publicUrl()}/shopify`,
      apiVersion,
      pictureUrl: (name) => `${publicUrl()}/_pictures/${name}`,
      bulk: false,
      warnings: [],
      objects: {
        product: (index) => renderProduct(index, context),
        variant: (index) => renderVariant(index, context),
        item: (index) => renderItem(index, context),
        location: (room) => renderLocation(room, context),
        customer: () => null,
        orders: () => [],
      },
    }
    return context
  }

  const on = (
    method: string,
    path: string,
    act: (request: SimRequest, store: WorldStore, params: Record<string, string>) => Reply,
  ) =>
    router.on(method, `/:shop${path}`, (request, params) => {
      const store = world.store(params['shop'] ?? '')
      return store === undefined ? refusal(404, 'Not Found') : act(request, store, params)
    })
  on('GET', '/admin/oauth/authorize', showConsent)
  on('POST', '/admin/oauth/authorize', (request, store) => decide(request, store, { codes, clock }))
  on('POST', '/admin/oauth/access_token', issue)
  on('POST', '/admin/api/:version/graphql.json', (request, store, params) => {
    const version = servedVersion(params['version'] ?? '')
    if (version === null) return refusal(404, 'Not Found')
    const headers = { 'x-shopify-api-version': version, 'x-request-id': randomUUID() }
    const caller = tokens.check(request.headers['x-shopify-access-token'] ?? '', store.profile.key)
    if (caller === null) return unauthenticated()
    const asked = readAsked(request)
    if (asked === null) return refusal(400, { query: 'Required parameter missing or invalid' })
    const context = contextOf(store, caller, version)
    const roots = { query: { ...shopRoot(context), ...catalogueRoot(context) }, mutation: {} }
    const key = `${caller.app}@${shopDomain(store)}`
    return jsonReply(200, answerQuery(asked, context, { roots, budget, key }), headers)
  })

  return {
    handle: (request) => router.match(request.method, request.path)?.(request) ?? refusal(404, 'Not Found'),
    // The bucket is counted in points, and its state stands in every answer.
    rateKey: () => null,
    overLimit: (retryAfterSeconds) =>
      jsonReply(
        429,
        { errors: 'Exceeded the number of calls a store may get. Slow down.' },
        retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
      ),
    serverError: (status) => refusal(status, 'Internal Server Error'),
    expireTokens: tokens.expireAll,
    worldId(sourceId) {
      for (const store of world.stores) {
        for (const kind of ['Product', 'ProductVariant', 'InventoryItem'] as const) {
          const index = indexOf(store, kind, sourceId)
          if (index !== null) return store.product(index).id
        }
      }
      return sourceId
    },
    people: () => null,
    ledger(storeKey) {
      const store = world.store(storeKey)
      return store === undefined ? null : writeLedger(store)
    },
  }
}

export const shopify: VendorDefinition = {
  vendor: 'shopify',
  name: 'Shopify',
  perSecond: null,
  signIn: {
    method: 'client_credentials',
    fields: { shop: 'pine-street.myshopify.com', clientId: demoApp.id, clientSecret: demoApp.secret },
  },
  create,
}
