import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { insertIssue, insertProducts, insertRun } from '#server/catalog/queries/testing.ts'
import { insertCustomer } from '#server/customers/testing.ts'
import { pool } from '#server/db/pool.ts'
import { insertDeadLetter } from '#server/jobs/testing/dead-letter.ts'
import { newId } from '#server/lib/ids.ts'
import { insertOrder } from '#server/orders/testing.ts'
import { insertDelivery } from '#server/webhooks/queries/testing.ts'
import { appRouter } from './root.ts'
import { callerFor } from './testing.ts'

type Api = Awaited<ReturnType<typeof callerFor>>

/** An organisation with a connection, a product, a customer, an order and a run in each of two stores. */
async function furnish() {
  const organization = await createOrganization(pool, { stores: 2 })
  const stores = []
  for (const storeId of organization.storeIds) {
    const { connectionId, productIds } = await insertProducts(pool, organization.organizationId, storeId, 1)
    const runId = await insertRun(pool, organization.organizationId, connectionId)
    const issueId = await insertIssue(pool, organization.organizationId, connectionId)
    const scope = { organizationId: organization.organizationId, storeId, connectionId }
    const [customerId, orderId] = [await insertCustomer(pool, scope), await insertOrder(pool, scope)]
    const deliveryId = await insertDelivery(pool, scope, { state: 'dead' })
    await pool.query(
      `INSERT INTO sync_schedule (id, connection_id, entity, mode, rule) VALUES ($1, $2, 'products', 'full', $3)`,
      [newId(), connectionId, rule.rule],
    )
    await pool.query(
      `INSERT INTO refused_change (connection_id, entity, source_id, hash) VALUES ($1, 'products', 'p', 'gone')`,
      [connectionId],
    )
    const letterId = await insertDeadLetter(pool, connectionId, runId)
    stores.push({
      storeId,
      connectionId,
      productId: productIds[0] ?? '',
      runId,
      issueId,
      customerId,
      orderId,
      deliveryId,
      letterId,
    })
  }
  const [first, second] = stores
  if (!first || !second) throw new Error('two stores were asked for')
  return { ...organization, first, second }
}

let mine: Awaited<ReturnType<typeof furnish>>
let theirs: Awaited<ReturnType<typeof furnish>>

beforeAll(async () => {
  mine = await furnish()
  theirs = await furnish()
})
afterAll(() => pool.end())

type Ids = Awaited<ReturnType<typeof furnish>>['first']

const draft = (storeId: string) => ({
  storeId,
  vendor: 'any',
  name: 'Any',
  endpoint: 'live' as const,
  signInMethod: 'any',
  credentials: {},
  settings: {},
})
const schedule = { everyMinutes: 15, entities: ['products' as const] }
const rule = { rule: { everyMinutes: 15 }, jitterSeconds: 0 }

/** Every procedure of this API that takes an id of something. */
const byId: Record<string, (api: Api, ids: Ids) => Promise<unknown>> = {
  'catalog.get': (api, { productId }) => api.catalog.get({ id: productId }),
  'catalog.levelHistory': (api, { productId }) =>
    api.catalog.levelHistory({
      id: productId,
      variantId: productId,
      location: 'floor',
      customerType: 'both',
    }),
  'catalog.history': (api, { productId }) => api.catalog.history({ id: productId }),
  'connections.history': (api, { connectionId }) => api.connections.history({ id: connectionId }),
  'connections.get': (api, { connectionId }) => api.connections.get({ id: connectionId }),
  'connections.createDraft': (api, { storeId }) => api.connections.createDraft(draft(storeId)),
  'connections.updateDraft': (api, ids) =>
    api.connections.updateDraft({ id: ids.connectionId, ...draft(ids.storeId) }),
  'connections.check': async (api, { connectionId }) => {
    for await (const snapshot of await api.connections.check({ id: connectionId })) return snapshot
    return null
  },
  'connections.activate': (api, { connectionId }) => api.connections.activate({ id: connectionId, schedule }),
  'connections.update': (api, { connectionId }) => api.connections.update({ id: connectionId, name: 'Mine' }),
  'connections.pause': (api, { connectionId }) => api.connections.pause({ id: connectionId }),
  'connections.resume': (api, { connectionId }) => api.connections.resume({ id: connectionId }),
  'connections.rotateCredentials': (api, { connectionId }) =>
    api.connections.rotateCredentials({ id: connectionId, signInMethod: 'any', credentials: {} }),
  'connections.startSignIn': (api, { connectionId }) => api.connections.startSignIn({ id: connectionId }),
  'connections.removalPreview': (api, { connectionId }) =>
    api.connections.removalPreview({ id: connectionId }),
  'connections.remove': (api, { connectionId }) =>
    api.connections.remove({ id: connectionId, confirmName: 'Counter' }),
  'customers.get': (api, { customerId }) => api.customers.get({ id: customerId }),
  'customers.history': (api, { customerId }) => api.customers.history({ id: customerId }),
  'customers.erase': (api, { customerId }) => api.customers.erase({ id: customerId }),
  'notices.get': (api, { deliveryId }) => api.notices.get({ id: deliveryId }),
  'notices.body': (api, { deliveryId }) => api.notices.body({ id: deliveryId }),
  'notices.reachDetail': (api, { connectionId }) => api.notices.reachDetail({ connectionId }),
  'notices.setup': (api, { connectionId }) => api.notices.setup({ connectionId }),
  'notices.revealSecret': (api, { connectionId }) => api.notices.revealSecret({ connectionId }),
  'notices.rotateSecret': (api, { connectionId }) => api.notices.rotateSecret({ connectionId }),
  'notices.checkSubscriptions': (api, { connectionId }) => api.notices.checkSubscriptions({ connectionId }),
  'notices.sendTest': (api, { connectionId }) => api.notices.sendTest({ connectionId }),
  'orders.get': (api, { orderId }) => api.orders.get({ id: orderId }),
  'orders.history': (api, { orderId }) => api.orders.history({ id: orderId }),
  'queue.deadLetter': (api, { letterId }) => api.queue.deadLetter({ id: letterId }),
  'queue.edit': (api, { letterId, runId }) => api.queue.edit({ id: letterId, payload: { runId } }),
  'health.calls': (api, { connectionId }) => api.health.calls({ connectionId, hours: 1 }),
  'health.budget': (api, { connectionId }) => api.health.budget({ connectionId }),
  'health.changes': (api, { connectionId }) => api.health.changes({ connectionId, hours: 24 }),
  'health.runSeries': (api, { connectionId }) => api.health.runSeries({ connectionId }),
  'review.policy': (api, { connectionId }) => api.review.policy({ connectionId }),
  'review.setPolicy': (api, { connectionId }) => api.review.setPolicy({ connectionId, policy: 'review' }),
  'runs.get': (api, { runId }) => api.runs.get({ id: runId }),
  'runs.events': (api, { runId }) => api.runs.events({ id: runId }),
  'runs.start': (api, { connectionId }) => api.runs.start({ connectionId, mode: 'full' }),
  'runs.cancel': (api, { runId }) => api.runs.cancel({ id: runId }),
  'runs.retry': (api, { runId }) => api.runs.retry({ id: runId }),
  'changes.summary': (api, { runId }) => api.changes.summary({ runId }),
  'changes.list': (api, { runId }) => api.changes.list({ runId }),
  'changes.approve': (api, { runId }) => api.changes.approve({ runId, selection: { all: true } }),
  'changes.refuse': (api, { runId }) => api.changes.refuse({ runId, selection: { all: true } }),
  'changes.discard': (api, { runId }) => api.changes.discard({ runId }),
  'changes.undo': (api, { runId }) => api.changes.undo({ runId }),
  'changes.limits': (api, { connectionId }) => api.changes.limits({ connectionId }),
  'changes.setLimits': (api, { connectionId }) =>
    api.changes.setLimits({ connectionId, limits: { gone: 0.1, zeroed: 0.1, repriced: 0.1 } }),
  'changes.takeBack': (api, { connectionId }) =>
    api.changes.takeBack({ connectionId, entity: 'products', sourceIds: ['any'] }),
  'runs.issuePayload': (api, { issueId }) => api.runs.issuePayload({ id: issueId }),
  'schedules.list': (api, { connectionId }) => api.schedules.list({ connectionId }),
  'schedules.preview': (api, { connectionId }) => api.schedules.preview({ connectionId, ...rule }),
  'schedules.save': (api, { connectionId }) =>
    api.schedules.save({ connectionId, entities: ['products'], mode: 'full', ...rule }),
  'schedules.pause': (api, ids) => api.schedules.pause({ connectionId: ids.connectionId, id: ids.runId }),
  'schedules.resume': (api, ids) => api.schedules.resume({ connectionId: ids.connectionId, id: ids.runId }),
  'schedules.remove': (api, ids) => api.schedules.remove({ connectionId: ids.connectionId, id: ids.runId }),
}

/** A stream's error is given its tRPC code on its way out only. */
const notFound = { code: expect.stringMatching(/^not_found$/i) }

describe.each(Object.entries(byId))('%s', (_, call) => {
  it("does not find what is another organisation's", async () => {
    const api = await callerFor((await mine.addPerson('owner')).sessionId)
    await expect(call(api, theirs.first)).rejects.toMatchObject(notFound)
  })

  it('does not find what is in a store the person is not given', async () => {
    const { sessionId } = await mine.addPerson('admin', { storeIds: [mine.first.storeId] })
    await expect(call(await callerFor(sessionId), mine.second)).rejects.toMatchObject(notFound)
  })
})

describe('lists', () => {
  const lists: Record<string, (api: Api, storeId?: string) => Promise<string[]>> = {
    'connections.list': async (api, storeId) => (await api.connections.list({ storeId })).map(({ id }) => id),
    'catalog.list': async (api, storeId) => (await api.catalog.list({ storeId })).rows.map(({ id }) => id),
    'customers.list': async (api, storeId) =>
      (await api.customers.list({ storeId })).rows.map(({ id }) => id),
    'notices.list': async (api, storeId) => (await api.notices.list({ storeId })).rows.map(({ id }) => id),
    'orders.list': async (api, storeId) => (await api.orders.list({ storeId })).rows.map(({ id }) => id),
    'runs.list': async (api, storeId) => (await api.runs.list({ storeId })).rows.map(({ id }) => id),
    'schedules.find': async (api, storeId) =>
      (await api.schedules.find({ storeId })).rows.map(({ id }) => id),
    'overview.get': async (api, storeId) =>
      (await api.overview.get({ storeId })).connections.map(({ id }) => id),
  }

  it.each(Object.entries(lists))(
    '%s shows one store to who has one, and both to who has all',
    async (_, list) => {
      const owner = await callerFor((await mine.addPerson('owner')).sessionId)
      const { sessionId } = await mine.addPerson('staff', { storeIds: [mine.first.storeId] })
      const limited = await callerFor(sessionId)
      expect(await list(owner)).toHaveLength(2)
      expect(await list(limited)).toEqual(await list(owner, mine.first.storeId))
      expect(await list(limited)).toHaveLength(1)
      await expect(list(limited, mine.second.storeId)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      expect(await list(owner, theirs.first.storeId)).toEqual([])
    },
  )

  it('count only what is theirs', async () => {
    const { sessionId } = await mine.addPerson('viewer', { storeIds: [mine.first.storeId] })
    const api = await callerFor(sessionId)
    expect((await api.overview.get({})).totals).toMatchObject({ stores: 1, connections: 1, products: 1 })
    expect((await api.catalog.list({})).total).toBe(1)
    expect((await api.catalog.facets({})).statuses).toEqual([{ status: 'active', count: 1 }])
    expect((await api.runs.list({})).total).toBe(1)
    expect((await api.schedules.find({})).total).toBe(1)
    expect(await api.schedules.find({ connectionId: mine.second.connectionId })).toEqual({
      rows: [],
      total: 0,
    })
    expect((await api.notices.summary({})).counts.dead).toBe(1)
    expect((await api.changes.refusals({})).total).toBe(1)
    expect((await api.changes.refusals({ connectionId: mine.second.connectionId })).total).toBe(0)
    expect(await api.notices.reach({})).toEqual([])
    expect((await api.runs.issues({})).rows.map(({ sourceId }) => sourceId)).toEqual([
      mine.first.connectionId,
    ])
  })
})

it('deliveries of others are none to replay, apply again or ignore', async () => {
  const { sessionId } = await mine.addPerson('admin', { storeIds: [mine.first.storeId] })
  const api = await callerFor(sessionId)
  for (const { deliveryId } of [theirs.first, mine.second]) {
    const ids = [deliveryId]
    expect((await api.notices.previewReplay({ selection: { ids } })).count).toBe(0)
    expect((await api.notices.replayProgress({ id: deliveryId })).total).toBe(0)
    for (const change of [
      () => api.notices.replay({ selection: { ids } }),
      () => api.notices.applyAgain({ ids }),
      () => api.notices.ignore({ ids, reason: 'Not mine' }),
    ])
      await expect(change()).rejects.toMatchObject({ code: 'CONFLICT' })
  }
  expect((await api.notices.previewReplay({ selection: { filter: {} } })).count).toBe(1)
})

it('jobs of others that gave up are none to retry, edit or discard, and their runs none to name', async () => {
  const { sessionId } = await mine.addPerson('ops', { storeIds: [mine.first.storeId] })
  const api = await callerFor(sessionId)
  for (const { letterId, runId } of [theirs.first, mine.second]) {
    expect(await api.queue.retry({ ids: [letterId] })).toEqual({ retried: 0, refused: 0, orphaned: 0 })
    expect(await api.queue.discard({ ids: [letterId] })).toEqual({ discarded: 0 })
    await expect(api.queue.edit({ id: mine.first.letterId, payload: { runId } })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  }
  expect((await api.queue.dead({})).rows).toMatchObject([{ id: mine.first.letterId }])
  const [kind] = await api.queue.reasons({})
  expect(kind).toMatchObject({ waiting: 1 })
  const what = { queue: kind?.queue ?? '', reason: kind?.reason ?? '' }
  expect(await api.queue.retry(what)).toMatchObject({ retried: 1 })
  const owner = await callerFor((await mine.addPerson('owner')).sessionId)
  expect((await owner.queue.dead({ state: 'waiting' })).rows).toMatchObject([{ id: mine.second.letterId }])
})

it('leaves no procedure of these nouns unasked', () => {
  const asked = [
    ...Object.keys(byId),
    'catalog.list',
    'catalog.facets',
    // Tells a time of the whole scope, no row.
    'catalog.travelRange',
    'changes.refusals',
    'connections.list',
    'customers.list',
    'notices.applyAgain',
    'notices.ignore',
    'notices.list',
    'notices.previewReplay',
    'notices.reach',
    'notices.replay',
    'notices.replayProgress',
    'notices.summary',
    'orders.list',
    'queue.dead',
    'queue.discard',
    // Counts of the whole installation, without a name.
    'queue.overview',
    'queue.rate',
    'queue.reasons',
    'queue.retry',
    'queue.workers',
    // In review/review.integration.test.ts.
    'review.list',
    'review.decide',
    'review.duplicates',
    'runs.list',
    'runs.issues',
    'schedules.find',
  ]
  const known = Object.keys(appRouter._def.procedures).filter((path) =>
    /^(catalog|changes|connections|customers|health|notices|orders|queue|review|runs|schedules)\./.test(path),
  )
  expect(known.sort()).toEqual(asked.sort())
})
