import { randomUUID } from 'node:crypto'
import { jsonReply, type Reply, readJson, type SimRequest } from '../kit/http.ts'
import { createRouter } from '../kit/router.ts'
import type { VendorContext, VendorDefinition, VendorSimulator } from '../kit/vendor.ts'
import type { WorldStore } from '../world/store.ts'
import { refusal, unauthenticated } from './answers.ts'
import { demoApp } from './apps.ts'
import { decide, showConsent } from './authorize.ts'
import { createBudget } from './budget.ts'
import { createBulkOperations } from './bulk-operations.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import { createCodes } from './codes.ts'
import { indexOf, shopDomain } from './dialect.ts'
import { type Asked, answerQuery } from './graphql-call.ts'
import { writeLedger } from './ledger.ts'
import { noticesOf } from './notices.ts'
import { personOrOrder, writePeople } from './people-ledger.ts'
import { adminSchema } from './schema.ts'
import { openShop, type Services } from './shop-api.ts'
import { createSignIn } from './sign-in.ts'
import { createTokens } from './tokens.ts'
import { servedVersion } from './versions.ts'
import { createWebhooks } from './webhooks.ts'

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

/** What keeps the files says so in words of its own. */
const denied = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>'

function create({ world, clock, faults, publicUrl, limited, subscriptions }: VendorContext): VendorSimulator {
  // Built before anybody waits for it: a first call that takes a second would look like a slow vendor.
  adminSchema()
  const router = createRouter()
  const tokens = createTokens(clock)
  const codes = createCodes(clock)
  const issue = createSignIn(tokens, codes, faults)
  const budget = createBudget(clock, limited)
  const catalogues = new Map<string, Catalogue>(
    world.stores.map((store) => [store.profile.key, createCatalogue(store)]),
  )

  const bulkOperations = createBulkOperations(world.now)
  const services: Services = {
    now: world.now,
    url: () => `${publicUrl()}/shopify`,
    pictureUrl: (name) => `${publicUrl()}/_pictures/${name}`,
    catalogueOf: (store) => catalogues.get(store.profile.key) ?? createCatalogue(store),
    bulkOperations,
    webhooks: createWebhooks(subscriptions),
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
    const { context, roots } = openShop(services, { store, caller, apiVersion: version })
    const key = `${caller.app}@${shopDomain(store)}`
    return jsonReply(200, answerQuery(asked, context, { roots, budget, key }), headers)
  })
  on('GET', '/bulk-operation-outputs/:file', ({ query }, _store, params) => {
    const text = bulkOperations.file(params['file'] ?? '', query.get('Signature') ?? '')
    if (text === null) return { status: 403, headers: { 'content-type': 'application/xml' }, body: denied }
    return { status: 200, headers: { 'content-type': 'application/jsonl' }, body: text }
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
    notices: noticesOf(world.now),
    worldId(sourceId) {
      for (const store of world.stores) {
        for (const kind of ['Product', 'ProductVariant', 'InventoryItem'] as const) {
          const index = indexOf(store, kind, sourceId)
          if (index !== null) return store.product(index).id
        }
        const id = personOrOrder(store, sourceId)
        if (id !== null) return id
      }
      return sourceId
    },
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
