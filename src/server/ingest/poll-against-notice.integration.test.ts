import { beforeEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { type FakePos, type FakeProduct, fakePos, openFake } from '#server/sync/testing/fake-pos.ts'
import { createConnection, eventRows, productRows, sync } from '#server/sync/testing/sync-world.ts'
import { ingestRecords } from './ingest-records.ts'
import { lockConnection } from './lock-connection.ts'
import { removeRecords } from './remove-records.ts'

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

const coffee = (change: Partial<FakeProduct> = {}): FakeProduct => ({
  id: 'p0',
  name: 'Coffee',
  price: 100,
  ...change,
})

/** After the page's request, also when both fall into one millisecond. */
const soon = () => new Date(Date.now() + 1)

/** Takes in what a notice tells of, as of `observedAt`. @returns what became of it */
async function notice(pos: FakePos, payload: FakeProduct | 'gone', observedAt = soon()) {
  const { rows } = await pool.query(
    'SELECT organization_id AS "organizationId", store_id AS "storeId" FROM connection WHERE id = $1',
    [connectionId],
  )
  const scope = { ...rows[0], connectionId }
  const cause = { deliveryId: newId() }
  const opened = await openFake(pos)({ db: pool, connectionId, signal: new AbortController().signal })
  return inTransaction(async (tx) => {
    await lockConnection(tx, connectionId)
    if (payload === 'gone') {
      await removeRecords(tx, scope, cause, 'products', ['p0'], observedAt)
      return undefined
    }
    const record = { sourceId: payload.id, payload, sourceUpdatedAt: payload.at ?? null, observedAt }
    const { outcomes } = await ingestRecords({
      tx,
      scope,
      cause,
      entity: 'products',
      records: [record],
      ...opened,
    })
    return outcomes.get(payload.id)
  }, pool)
}

const names = async () =>
  (await productRows(pool, connectionId)).map(({ name, status }) => `${name}: ${status}`)

test('a slow poll never overwrites what a notice said after its request left, and the next poll goes on', async () => {
  await sync(pool, connectionId, fakePos([coffee()]))
  const slow = fakePos([coffee({ name: 'As the page had it' })])
  slow.beforePage = async (entity) => {
    if (entity === 'products') expect(await notice(slow, coffee({ name: 'Fresh' }))).toBe('updated')
  }
  const { phases } = await sync(pool, connectionId, slow)
  expect(phases[0]).toMatchObject({ read: 1, updated: 0, unchanged: 1 })
  expect(await names()).toEqual(['Fresh: active'])
  const told = (await eventRows(pool, connectionId)).filter(({ type }) => type === 'product.changed')
  expect(told).toHaveLength(1)
  await sync(pool, connectionId, fakePos([coffee({ name: 'Later' })]))
  expect(await names()).toEqual(['Later: active'])
})

test('a notice that only confirms what is stored still outranks a page asked for before it', async () => {
  await sync(pool, connectionId, fakePos([coffee()]))
  const slow = fakePos([coffee({ name: 'Meanwhile changed and changed back' })])
  slow.beforePage = async (entity) => {
    if (entity === 'products') expect(await notice(slow, coffee())).toBe('unchanged')
  }
  await sync(pool, connectionId, slow)
  expect(await names()).toEqual(['Coffee: active'])
})

test('what a notice took away is not brought back by a slow page, nor what it brought taken away by one', async () => {
  await sync(pool, connectionId, fakePos([coffee(), coffee({ id: 'p1', name: 'Tea' })]))
  const slow = fakePos([coffee(), coffee({ id: 'p1', name: 'Tea' })])
  slow.beforePage = async (entity) => {
    if (entity === 'products') await notice(slow, 'gone')
  }
  await sync(pool, connectionId, slow)
  expect(await names()).toEqual(['Coffee: deleted', 'Tea: active'])

  const without = fakePos([coffee({ id: 'p1', name: 'Tea' })])
  without.beforePage = async (entity) => {
    if (entity === 'products') await notice(without, coffee({ name: 'Back' }))
  }
  await sync(pool, connectionId, without)
  expect(await names()).toEqual(['Back: active', 'Tea: active'])
})

test("the POS's own time decides before when anybody looked, and a notice from before the stored one is stale", async () => {
  const [older, newer] = [new Date('2026-01-01'), new Date('2026-01-02')]
  const pos = fakePos([coffee({ at: newer, name: 'Newer' })])
  await sync(pool, connectionId, pos)
  expect(await notice(pos, coffee({ at: older, name: 'Older' }))).toBe('stale')
  expect(await notice(pos, coffee({ name: 'Before the poll' }), new Date('2026-01-03'))).toBe('stale')
  expect(await notice(pos, coffee({ at: new Date('2026-01-03'), name: 'Newest' }), older)).toBe('updated')
  expect(await names()).toEqual(['Newest: active'])
})
