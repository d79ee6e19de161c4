import { expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { approve } from '#server/sync/testing/decide.ts'
import { fakePos, fakeProducts } from '#server/sync/testing/fake-pos.ts'
import { createConnection, sync } from '#server/sync/testing/sync-world.ts'
import { listRuns } from './list-runs.ts'

test('the time a person took to decide is no time a sync worked', async () => {
  const connectionId = await createConnection(pool)
  const { rows } = await pool.query<{ organizationId: string }>(
    'SELECT organization_id AS "organizationId" FROM connection WHERE id = $1',
    [connectionId],
  )
  const scope = { organizationId: rows[0]?.organizationId ?? '', storeIds: null }
  const run = async (id: string) => (await listRuns(pool, scope, { id }, { page: 1, pageSize: 1 })).rows[0]

  const list = fakeProducts(20)
  const first = await run((await sync(pool, connectionId, fakePos(list))).runId)
  expect(first?.workedUntil).toEqual(first?.endedAt)

  const less = fakePos(list.slice(10))
  const { runId } = await sync(pool, connectionId, less)
  const waiting = await run(runId)
  expect(waiting).toMatchObject({ status: 'waiting_for_approval', workedUntil: expect.any(Date) })
  await approve(pool, less, runId, { all: true })
  const ended = await run(runId)
  expect(ended?.status).toBe('succeeded')
  expect(ended?.workedUntil).toEqual(waiting?.workedUntil)
})
