import { beforeAll, describe, expect, test } from 'vitest'
import { sealer } from '#server/connections/sealer.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { appendEvents } from '#server/events/append-events.ts'
import { newId } from '#server/lib/ids.ts'
import { sealBody } from './delivery-body.ts'
import type { WakeConnections } from './insert-deliveries.ts'
import { getDelivery } from './queries/get-delivery.ts'
import { listDeliveries } from './queries/list-deliveries.ts'
import { readBody } from './queries/read-body.ts'
import { summarizeDeliveries } from './queries/summarize-deliveries.ts'
import { insertDelivery, minutesAgo, type NoticeWorld, noticeWorld } from './queries/testing.ts'
import { replayDeliveries } from './replay-deliveries.ts'
import { replayProgress } from './replay-progress.ts'
import { previewReplay } from './replay-selection.ts'
import { applyAgain, ignoreDeliveries } from './settle-deliveries.ts'
import { tidyNotices } from './tidy-notices.ts'

let world: NoticeWorld
let woken: string[] = []
const wake: WakeConnections = async (_tx, connections) => {
  woken.push(...connections.map(({ connectionId }) => connectionId))
  return []
}

beforeAll(async () => {
  world = await noticeWorld(pool)
})

test('deliveries are listed newest first, page after page both ways, narrowed to a record, and counted', async () => {
  const one = await noticeWorld(pool)
  const ids: string[] = []
  for (let minute = 5; minute >= 1; minute -= 1) {
    const record = { entity: 'products' as const, sourceId: `p${minute}`, outcome: 'updated' }
    const state = minute === 5 ? 'dead' : 'applied'
    const receivedAt = minutesAgo(minute)
    ids.unshift(
      await insertDelivery(pool, one, { records: [record], state, receivedAt, duplicates: minute % 2 }),
    )
  }
  await pool.query(
    `INSERT INTO webhook_refusal (connection_id, hour, reason, count) VALUES ($1, date_trunc('hour', now()), 'signature', 12)`,
    [one.connectionId],
  )
  const page = (direction: 'older' | 'newer', from: Parameters<typeof listDeliveries>[3]['from']) =>
    listDeliveries(pool, one.scope, {}, { direction, from, pageSize: 2 })
  const first = await page('older', null)
  expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(first).toMatchObject({ newer: null })
  const second = await page('older', first.older)
  expect(second.rows.map(({ id }) => id)).toEqual(ids.slice(2, 4))
  const last = await page('older', second.older)
  expect(last).toMatchObject({ rows: [{ id: ids[4], changed: 1, recordCount: 1 }], older: null })
  const back = await page('newer', last.newer)
  expect(back.rows.map(({ id }) => id)).toEqual(ids.slice(2, 4))
  expect((await page('newer', back.newer)).newer).toBeNull()

  const narrowed = await listDeliveries(
    pool,
    one.scope,
    { text: 'p3' },
    { direction: 'older', from: null, pageSize: 9 },
  )
  expect(narrowed.rows.map(({ id }) => id)).toEqual([ids[2]])
  const elsewhere = { organizationId: newId(), storeIds: null }
  expect(
    (await listDeliveries(pool, elsewhere, {}, { direction: 'older', from: null, pageSize: 9 })).rows,
  ).toEqual([])

  const time = { since: minutesAgo(30), until: new Date(Date.now() + 1_000) }
  const summary = await summarizeDeliveries(pool, one.scope, { ...time, states: ['dead'] })
  expect(summary.counts).toMatchObject({ applied: 4, dead: 1, waiting: 0 })
  expect(summary).toMatchObject({ duplicates: 1, bucketMinutes: 1, topics: [{ topic: 'PRODUCT', count: 1 }] })
  expect(summary.buckets.reduce((sum, bucket) => sum + bucket.dead + bucket.applied, 0)).toBe(1)
  expect(summary.refusals).toMatchObject([{ reason: 'signature', count: 12 }])
})

test('a delivery shows what it changed, and its body to those who may see what is in it', async () => {
  const productId = newId()
  await pool.query(
    `INSERT INTO product (id, organization_id, store_id, connection_id, source_id, name, status, source_category,
                          categories, category_rule, effects, flavors, ingredients, tags, changed_at)
     VALUES ($1, $2, $3, $4, 'p-1', 'Quiet Harbor 3.5 g', 'active', '{}', '{}', 'test', '{}', '{}', '{}', '{}', now())`,
    [productId, world.organizationId, world.storeId, world.connectionId],
  )
  const { organizationId, userId, scope } = world
  const sealed = (id: string, json: unknown) =>
    sealBody(sealer, { id, organizationId }, Buffer.from(JSON.stringify(json)))
  const [id, ofPeople] = [newId(), newId()]
  await insertDelivery(pool, world, {
    id,
    records: [{ entity: 'products', sourceId: 'p-1', outcome: 'updated' }],
    body: sealed(id, { product: 'p-1' }),
    state: 'applied',
  })
  await insertDelivery(pool, world, {
    id: ofPeople,
    records: [{ entity: 'customers', sourceId: 'c-1' }],
    // As bodies were kept before there were bytes.
    body: sealer.seal(Buffer.from('{"email":"ada@example.test"}').toString('base64'), {
      table: 'webhook_delivery',
      column: 'body',
      rowId: ofPeople,
      tenantId: organizationId,
    }),
  })
  await inTransaction(async (tx) => {
    const { storeId, connectionId } = world
    await appendEvents(tx, { organizationId, storeId, connectionId, cause: { deliveryId: id } }, [
      {
        stream: `product:${productId}`,
        type: 'product.changed',
        data: { changes: [{ field: 'name', before: 'Quiet Harbour', after: 'Quiet Harbor 3.5 g' }] },
      },
    ])
  }, pool)
  const view = await getDelivery(pool, { scope, seesCustomers: false }, id)
  expect(view.subjects).toMatchObject([
    {
      outcome: 'updated',
      target: { kind: 'product', id: productId, name: 'Quiet Harbor 3.5 g' },
      steps: [{ type: 'product.changed', changes: [{ field: 'name', before: 'Quiet Harbour' }] }],
    },
  ])
  const body = (seesCustomers: boolean, of: string) =>
    readBody(pool, sealer, { scope, userId, seesCustomers }, of)
  expect(await body(false, id)).toEqual({ kind: 'json', value: { product: 'p-1' } })
  expect(await body(false, ofPeople)).toEqual({ kind: 'hidden' })
  const looks = async () =>
    (await pool.query("SELECT FROM audit_entry WHERE action = 'notice.read' AND user_id = $1", [userId]))
      .rowCount
  expect(await looks()).toBe(0)
  expect(await body(true, ofPeople)).toEqual({ kind: 'json', value: { email: 'ada@example.test' } })
  expect(await looks()).toBe(1)
})

describe('a replay', () => {
  test('repeats what came in, in its order, and is watched until it is done', async () => {
    const one = await noticeWorld(pool)
    const records = [{ entity: 'products' as const, sourceId: 'p' }]
    const older = await insertDelivery(pool, one, {
      records,
      receivedAt: minutesAgo(9),
      occurredAt: minutesAgo(10),
    })
    const newer = await insertDelivery(pool, one, { records, receivedAt: minutesAgo(8), state: 'dead' })
    await insertDelivery(pool, one, { origin: 'test' })
    await insertDelivery(pool, one, { origin: 'poll', body: null })
    await insertDelivery(pool, one, { body: null })
    woken = []
    const everything = { filter: {} }
    expect(await previewReplay(pool, one.scope, everything)).toMatchObject({
      count: 2,
      shown: 5,
      connections: 1,
    })
    const { replayId, count } = await inTransaction((tx) => replayDeliveries(tx, one, everything, wake), pool)
    expect({ count, woken }).toEqual({ count: 2, woken: [one.connectionId] })
    const { rows } = await pool.query(
      `SELECT d.id, replay_of_id AS "of", occurred_at AS at, state, body, r.source_id AS "sourceId"
         FROM webhook_delivery d JOIN webhook_delivery_record r ON r.delivery_id = d.id
        WHERE d.connection_id = $1 AND origin = 'replay' ORDER BY d.id`,
      [one.connectionId],
    )
    const copy = { state: 'received', body: null, sourceId: 'p' }
    expect(rows).toMatchObject([
      { ...copy, of: older },
      { ...copy, of: newer },
    ])
    // Known only as it came in: taken for having happened then, so that the copy is no news.
    expect(rows[1].at.getTime()).toBeLessThan(minutesAgo(7).getTime())
    expect(await replayProgress(pool, one.scope, replayId)).toMatchObject({
      total: 2,
      counts: { received: 2 },
      endedAt: null,
    })
    await pool.query(
      "UPDATE webhook_delivery SET state = 'unchanged', processed_at = now() WHERE origin = 'replay'",
    )
    const done = await replayProgress(pool, one.scope, replayId)
    expect(done).toMatchObject({ total: 2, counts: { unchanged: 2 } })
    expect(done.endedAt).not.toBeNull()
    expect((await replayProgress(pool, world.scope, replayId)).total).toBe(0)
    // A repeat stands for what it repeats.
    const again = { ids: [older, String(rows[0].id)] }
    expect(await previewReplay(pool, one.scope, again)).toMatchObject({ count: 1 })
    expect((await getDelivery(pool, { scope: one.scope, seesCustomers: false }, older)).replays).toHaveLength(
      1,
    )
  })

  test('of nothing that can be applied is refused, with what to do instead', async () => {
    const one = await noticeWorld(pool)
    await insertDelivery(pool, one, { origin: 'poll', body: null })
    const replay = inTransaction((tx) => replayDeliveries(tx, one, { filter: {} }, wake), pool)
    await expect(replay).rejects.toThrow('A full sync reads everything')
  })
})

test('a dead delivery is applied again or ignored with a reason, and one that was worked on is left alone', async () => {
  const one = await noticeWorld(pool)
  const [dead, other, done] = [
    await insertDelivery(pool, one, { state: 'dead' }),
    await insertDelivery(pool, one, { state: 'dead' }),
    await insertDelivery(pool, one, { state: 'applied' }),
  ]
  woken = []
  expect(await inTransaction((tx) => applyAgain(tx, one, [dead, done], wake), pool)).toEqual({ count: 1 })
  expect(woken).toEqual([one.connectionId])
  await inTransaction((tx) => ignoreDeliveries(tx, one, [other], 'A test of the till'), pool)
  const view = await getDelivery(pool, { scope: one.scope, seesCustomers: false }, other)
  expect(view.delivery).toMatchObject({ state: 'ignored', errorMessage: 'A test of the till' })
  const late = inTransaction((tx) => ignoreDeliveries(tx, one, [done], 'Late'), pool)
  await expect(late).rejects.toThrow('Nothing was changed')
  const foreign = inTransaction((tx) => applyAgain(tx, { ...world }, [dead], wake), pool)
  await expect(foreign).rejects.toThrow('Nothing was changed')
})

test('what is finished goes after thirty days, what gave up after ninety, and what is still to be done never', async () => {
  const one = await noticeWorld(pool)
  const days = (count: number) => minutesAgo(count * 1440)
  const put = (state: 'applied' | 'unchanged' | 'ignored' | 'dead' | 'waiting' | 'received', age: number) =>
    insertDelivery(pool, one, { state, receivedAt: days(age) })
  const kept = [
    await put('applied', 29),
    await put('dead', 89),
    await put('waiting', 400),
    await put('received', 400),
  ]
  for (const state of ['applied', 'unchanged', 'ignored'] as const) await put(state, 31)
  await put('dead', 91)
  const refused = (age: number) =>
    pool.query(
      `INSERT INTO webhook_refusal (connection_id, hour, reason, count) VALUES ($1, $2, 'signature', 1)`,
      [one.connectionId, days(age)],
    )
  await refused(89)
  await refused(91)
  expect(await tidyNotices(pool, new AbortController().signal)).toBeGreaterThanOrEqual(4)
  const left = async (table: string) =>
    (await pool.query(`SELECT * FROM ${table} WHERE connection_id = $1`, [one.connectionId])).rows
  expect((await left('webhook_delivery')).map(({ id }) => id).sort()).toEqual(kept.sort())
  expect(await left('webhook_refusal')).toHaveLength(1)
  expect(await tidyNotices(pool, new AbortController().signal)).toBe(0)
})
