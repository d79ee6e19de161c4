import { beforeEach, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { approve, changeRows, stageUndoOf } from '../testing/decide.ts'
import { fakePos, fakeProducts } from '../testing/fake-pos.ts'
import { createConnection, productRows, runRow, sync } from '../testing/sync-world.ts'
import { sumChanges } from './queries/sum-changes.ts'
import { tidyChanges } from './tidy-changes.ts'

let connectionId = ''
beforeEach(async () => {
  connectionId = await createConnection(pool)
})

const list = fakeProducts(12)
const renamed = (ids: string[], to: string) =>
  list.map((one) => (ids.includes(one.id) ? { ...one, name: `${to} ${one.id}` } : one))
const names = async () => (await productRows(pool, connectionId)).map(({ name }) => name)
const product = (sourceId: string) => ({ entity: 'products', sourceId }) as const

test('a dry run writes nothing, first readings included, and what is approved of it is written where nobody was faster', async () => {
  const first = await sync(pool, connectionId, fakePos(list), { dry: true })
  expect(first.outcome).toBe('waiting_for_approval')
  expect(await productRows(pool, connectionId)).toEqual([])
  expect(await changeRows(pool, first.runId)).toHaveLength(12)
  expect(await approve(pool, fakePos(list), first.runId, { all: true })).toBe('succeeded')
  expect((await productRows(pool, connectionId)).every(({ quantity }) => quantity === '10')).toBe(true)
  expect((await sync(pool, connectionId, fakePos(list), { dry: true })).outcome).toBe('succeeded')

  const pos = fakePos(renamed(['p1', 'p2', 'p3'], 'Dry'))
  const dry = await sync(pool, connectionId, pos, { dry: true })
  expect((await changeRows(pool, dry.runId)).map(({ difference }) => difference)).toEqual(
    [1, 2, 3].map((n) => [{ field: 'name', before: `Product ${n}`, after: `Dry p${n}` }]),
  )
  // A sync that writes comes between: it does not take the place of the dry run, but what it changed is left alone.
  await sync(pool, connectionId, fakePos(renamed(['p2'], 'Faster')))
  expect(await approve(pool, pos, dry.runId, { changes: [product('p1'), product('p2')] })).toBe('succeeded')
  expect((await names()).slice(1, 4)).toEqual(['Dry p1', 'Faster p2', 'Product 3'])
  expect((await changeRows(pool, dry.runId)).map(({ state }) => state)).toEqual([
    'applied',
    'overtaken',
    'staged',
  ])
})

test('an undo takes back what a run did, leaves alone what changed since, and the next sync does not bring it again', async () => {
  await sync(pool, connectionId, fakePos(list))
  const changed = fakePos([
    ...renamed(['p1', 'p2'], 'Wrong').slice(1),
    { id: 'p99', name: 'Extra', price: 1 },
  ])
  const run = await sync(pool, connectionId, changed)
  expect(run.outcome).toBe('succeeded')
  const later = fakePos(
    (changed.products as typeof list).map((one) => (one.id === 'p2' ? { ...one, name: 'Later' } : one)),
  )
  await sync(pool, connectionId, later)

  const undo = await stageUndoOf(pool, later, run.runId)
  expect(undo.outcome).toBe('waiting_for_approval')
  expect(await changeRows(pool, undo.runId)).toMatchObject([
    {
      id: 'p0',
      action: 'create',
      state: 'staged',
      difference: [{ field: 'status', before: 'deleted', after: 'active' }],
    },
    { id: 'p1', action: 'update', state: 'staged', difference: [{ before: 'Wrong p1', after: 'Product 1' }] },
    { id: 'p2', action: 'update', state: 'overtaken' },
    { id: 'p99', action: 'remove', state: 'staged' },
  ])
  expect(await approve(pool, later, undo.runId, { all: true })).toBe('succeeded')
  const asBefore = [
    { id: 'p0', status: 'active', quantity: '10' },
    { id: 'p1', name: 'Product 1', status: 'active' },
    { id: 'p2', name: 'Later' },
  ]
  expect((await productRows(pool, connectionId)).slice(0, 3)).toMatchObject(asBefore)
  expect((await productRows(pool, connectionId)).at(-1)).toMatchObject({ id: 'p99', status: 'deleted' })
  await sync(pool, connectionId, later)
  expect((await productRows(pool, connectionId)).slice(0, 3)).toMatchObject(asBefore)
  expect((await productRows(pool, connectionId)).at(-1)).toMatchObject({ id: 'p99', status: 'deleted' })

  const redo = await stageUndoOf(pool, later, undo.runId)
  expect(await approve(pool, later, redo.runId, { all: true })).toBe('succeeded')
  expect((await productRows(pool, connectionId)).slice(0, 2)).toMatchObject([
    { id: 'p0', status: 'deleted' },
    { id: 'p1', name: 'Wrong p1' },
  ])
  expect((await productRows(pool, connectionId)).at(-1)).toMatchObject({ id: 'p99', status: 'active' })
})

test('an undo of people gives back what they were, and nothing of those erased meanwhile', async () => {
  const pos = fakePos(list)
  const person = (id: string, firstName: string) => ({
    ...{ id, email: `${id}@example.test` },
    name: [firstName, 'Doe'] as [string, string],
  })
  pos.people = { customers: [person('c1', 'Ada'), person('c2', 'Bea')], orders: [] }
  await sync(pool, connectionId, pos)
  pos.people.customers = [person('c1', 'Ann'), person('c2', 'Bee')]
  const run = await sync(pool, connectionId, pos)
  await pool.query(
    `UPDATE person_key SET sealed = NULL, erased_at = now() WHERE connection_id = $1 AND source_id = 'c2'`,
    [connectionId],
  )
  const undo = await stageUndoOf(pool, pos, run.runId)
  const [only, ...others] = await changeRows(pool, undo.runId, 'customers')
  expect(others).toEqual([])
  expect(only).toMatchObject({
    id: 'c1',
    action: 'update',
    difference: [{ personal: true, before: null, after: null }],
  })
  const staged = await pool.query('SELECT payload FROM sync_change WHERE run_id = $1', [undo.runId])
  expect(staged.rows[0].payload).toMatch(/^p1\./)
  expect(await approve(pool, pos, undo.runId, { all: true })).toBe('succeeded')
  const kept = await pool.query('SELECT payload FROM sync_change WHERE run_id = $1', [undo.runId])
  expect(kept.rows).toEqual([{ payload: null }])
  expect((await runRow(pool, undo.runId)).phases).toMatchObject([{ entity: 'customers', updated: 1 }])
})

test('differences are removed ninety days after a sync ended, in batches, and what is waiting or being undone keeps its own', async () => {
  const aged = (runId: string, days: number) =>
    pool.query(`UPDATE sync_run SET ended_at = now() - $2 * interval '1 day' WHERE id = $1`, [runId, days])
  const left = async (runId: string) => (await changeRows(pool, runId)).length
  await sync(pool, connectionId, fakePos(list))
  const old = await sync(pool, connectionId, fakePos(renamed(['p1', 'p2', 'p3'], 'Old')))
  const young = await sync(pool, connectionId, fakePos(renamed(['p1', 'p2'], 'Young')))
  const undone = await sync(pool, connectionId, fakePos(renamed(['p1'], 'Undone')))
  const undo = await stageUndoOf(pool, fakePos(list), undone.runId)
  await Promise.all([
    aged(old.runId, 91),
    aged(young.runId, 89),
    aged(undone.runId, 91),
    aged(undo.runId, 91),
  ])
  const before = await Promise.all([old, young, undone, undo].map(({ runId }) => left(runId)))
  expect(before[0]).toBeGreaterThan(2)

  const tidy = () => tidyChanges(pool, new AbortController().signal, 2)
  expect(await tidy()).toBe(before[0])
  expect(await Promise.all([old, young, undone, undo].map(({ runId }) => left(runId)))).toEqual([
    0,
    ...before.slice(1),
  ])
  expect(await tidy()).toBe(0)

  expect(await sumChanges(pool, old.runId)).toMatchObject({ tidied: true, sums: [], changed: ['products'] })
  expect(await sumChanges(pool, young.runId)).toMatchObject({ tidied: false })
  await expect(stageUndoOf(pool, fakePos(list), old.runId)).rejects.toThrow('more than 90 days ago')
})
