import { z } from 'zod'
import { changeKinds } from '../world/changes.ts'
import { peopleChangeKinds } from '../world/people-changes.ts'
import { faultSettingsSchema } from './faults.ts'
import { jsonReply, type Reply, readJson, type SimRequest } from './http.ts'
import { addNoticeControl } from './notices/control.ts'
import { createRouter, type Router } from './router.ts'
import type { VendorRuntime } from './runtime.ts'

const resetSchema = z.strictObject({
  seed: z.number().int().optional(),
  products: z.number().int().min(0).max(100_000).optional(),
})
const changeSchema = z.strictObject({
  storeKey: z.string(),
  sourceId: z.string().optional(),
  kind: z.enum([...changeKinds, ...peopleChangeKinds]).default('rename'),
})
const limitsSchema = z.strictObject({ perSecond: z.number().int().min(1).nullable() })
const advanceSchema = z.strictObject({
  seconds: z
    .number()
    .min(0)
    .max(366 * 86_400),
})

const notFound = (message: string) => jsonReply(404, { error: message })

/** Runs `act` on the body when it fits `schema`, else answers 400 with what is wrong with it. */
function withBody<T>(request: SimRequest, schema: z.ZodType<T>, act: (body: T) => Reply): Reply {
  const parsed = schema.safeParse(readJson(request))
  return parsed.success ? act(parsed.data) : jsonReply(400, { error: z.prettifyError(parsed.error) })
}

function summarise(runtime: VendorRuntime) {
  const { definition, world, faults, log } = runtime
  const stores = world.stores.map((store) => ({
    key: store.profile.key,
    name: store.profile.name,
    products: store.size(),
  }))
  const { requests, rejected } = log.counters()
  return {
    vendor: definition.vendor,
    name: definition.name,
    faults,
    products: stores.reduce((sum, store) => sum + store.products, 0),
    requests,
    rejected,
    stores,
    signIn: definition.signIn,
    notices:
      runtime.notices === null
        ? null
        : {
            ...runtime.notices.ledger.counts(),
            subscriptions: runtime.book.all().length,
            faults: runtime.noticeSettings,
            portal: runtime.notices.dialect.portal,
            trial: runtime.notices.dialect.trial,
          },
  }
}

function setFaults(runtime: VendorRuntime, request: SimRequest): Reply {
  return withBody(request, faultSettingsSchema.partial(), (changed) => {
    runtime.faults = faultSettingsSchema.parse({ ...runtime.faults, ...changed })
    return jsonReply(200, runtime.faults)
  })
}

function change(runtime: VendorRuntime, request: SimRequest): Reply {
  return withBody(request, changeSchema, ({ storeKey, sourceId, kind }) => {
    const id = sourceId === undefined ? undefined : (runtime.simulator.worldId?.(sourceId) ?? sourceId)
    const told = runtime.world.change(storeKey, kind, id)
    return told === null ? notFound('No such store or product.') : jsonReply(200, told)
  })
}

function ledger(runtime: VendorRuntime, request: SimRequest): Reply {
  runtime.world.catchUp()
  const key = request.query.get('store') ?? runtime.world.stores[0]?.profile.key ?? ''
  const products = runtime.simulator.ledger(key)
  return products === null
    ? notFound(`No store ${key}.`)
    : jsonReply(200, { products, ...(runtime.simulator.people?.(key) ?? { customers: [], orders: [] }) })
}

/** The test bench of the simulators: what a tester may do that no vendor offers. */
export function createControl(runtimes: ReadonlyMap<string, VendorRuntime>): Router {
  const router = createRouter()
  const on = (method: string, path: string, act: (runtime: VendorRuntime, request: SimRequest) => Reply) =>
    router.on(method, `/_control/:vendor${path}`, (request, params) => {
      const runtime = runtimes.get(params['vendor'] ?? '')
      return runtime === undefined ? notFound('No such vendor.') : act(runtime, request)
    })

  router.on('GET', '/_control/vendors', () => jsonReply(200, [...runtimes.values()].map(summarise)))
  on('POST', '/reset', (runtime, request) =>
    withBody(request, resetSchema, (options) => {
      runtime.reset(options)
      return jsonReply(200, summarise(runtime))
    }),
  )
  on('GET', '/faults', (runtime) => jsonReply(200, runtime.faults))
  on('PUT', '/faults', setFaults)
  on('POST', '/change', change)
  on('GET', '/log', (runtime, request) => {
    const limit = Number(request.query.get('limit') ?? 100)
    return jsonReply(200, runtime.log.latest(Number.isInteger(limit) && limit > 0 ? limit : 100))
  })
  on('GET', '/ledger', ledger)
  on('GET', '/counters', (runtime) =>
    jsonReply(200, { perSecondMax: runtime.rates.max(), ...runtime.log.counters() }),
  )
  on('POST', '/limits', (runtime, request) =>
    withBody(request, limitsSchema, ({ perSecond }) => {
      runtime.perSecond = perSecond
      runtime.limited = perSecond !== null
      return jsonReply(200, { perSecond })
    }),
  )
  on('POST', '/expire-tokens', (runtime) => {
    runtime.simulator.expireTokens()
    return jsonReply(200, { expired: true })
  })
  addNoticeControl(on)
  on('POST', '/advance', (runtime, request) =>
    withBody(request, advanceSchema, ({ seconds }) => {
      runtime.world.advance(seconds * 1000)
      return jsonReply(200, { now: new Date(runtime.world.now()).toISOString() })
    }),
  )
  return router
}
