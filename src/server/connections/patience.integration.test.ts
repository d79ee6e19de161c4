import { afterAll, expect, it } from 'vitest'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 10 })
// Read when the first module that needs it is loaded, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { inTransaction } = await import('#server/db/transaction.ts')
const { simulatedStore } = await import('#server/sync/testing/simulated-store.ts')
const { newId } = await import('#server/lib/ids.ts')
const { openConnection } = await import('./open-session.ts')
const { updateConnection } = await import('./update-connection.ts')
afterAll(() => simulators.close())

const store = await simulatedStore(simulators.url)

/** How often each operation was tried while products were read from a POS that fails. */
async function triesOf(connectionId: string): Promise<Map<string, number>> {
  await pool.query('DELETE FROM measurement')
  await pool.query('DELETE FROM circuit')
  const line = await openConnection({ db: pool, connectionId, signal: AbortSignal.timeout(25_000) })
  const read = line.session.read('products', { mode: 'full', cursor: null, since: null })
  await expect(read.next()).rejects.toMatchObject({ name: 'AdapterError' })
  await line.close()
  const { rows } = await pool.query<{ operation: string; tries: number }>(
    'SELECT operation, max(attempt)::int AS tries FROM measurement WHERE outcome <> $1 GROUP BY operation',
    ['ok'],
  )
  return new Map(rows.map(({ operation, tries }) => [operation, tries]))
}

it('tries as often as people have set for the connection, and for one operation apart', async () => {
  const connectionId = await store.connect()
  const { rows } = await pool.query('SELECT organization_id AS id FROM connection WHERE id = $1', [
    connectionId,
  ])
  const actor = { userId: newId(), scope: { organizationId: rows[0].id, storeIds: null } }
  const set = (calls: Parameters<typeof updateConnection>[3]['calls']) =>
    inTransaction((tx) => updateConnection(tx, actor, connectionId, { calls }, new Date()), pool)
  await store.setFaults({ serverErrorRate: 1 })
  await set({ attempts: 2 })
  const [[operation = '', tries] = []] = await triesOf(connectionId)
  expect(tries).toBe(2)
  await set({ attempts: 2, operations: { [operation]: { attempts: 1 } } })
  expect((await triesOf(connectionId)).get(operation)).toBe(1)
  await set({})
  expect((await triesOf(connectionId)).get(operation)).toBeGreaterThan(2)
})
