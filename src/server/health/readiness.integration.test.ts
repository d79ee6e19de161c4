import { afterAll, expect, it } from 'vitest'
import { createPool } from '#server/db/create-pool.ts'
import { pool } from '#server/db/pool.ts'
import { newId } from '#server/lib/ids.ts'
import { readiness } from './readiness.ts'

afterAll(() => pool.end())

it('counts the workers that gave a sign of life lately', async () => {
  expect(await readiness(pool)).toEqual({ ok: true, workers: 0, lastJobAt: null })
  const beat = `INSERT INTO worker_heartbeat (id, hostname, pid, last_seen_at) VALUES ($1, 'host', 1, now() - $2::interval)`
  await pool.query(beat, [newId(), '5 seconds'])
  await pool.query(beat, [newId(), '5 minutes'])
  expect(await readiness(pool)).toMatchObject({ ok: true, workers: 1 })
})

it('says so when the database does not answer', async () => {
  const nowhere = createPool('postgresql://nobody@127.0.0.1:1/none', 1, () => undefined)
  expect(await readiness(nowhere)).toEqual({ ok: false, workers: 0, lastJobAt: null })
  await nowhere.end()
})
