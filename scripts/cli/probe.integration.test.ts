import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSimulators } from '#simulators/server.ts'
import { runCairn } from './testing.ts'

const simulators = await startSimulators({ port: 0 })
// Read when the first module that needs it is loaded, also by the command, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { simulatedStore } = await import('#server/sync/testing/simulated-store.ts')

const store = await simulatedStore(simulators.url)
let id: string

beforeAll(async () => {
  id = await store.connect()
})
afterAll(() => simulators.close())

const lastCheck = async () =>
  (await pool.query('SELECT last_check AS check FROM connection WHERE id = $1', [id])).rows[0].check

it('prints every step of a check that passes, by name whatever its case, and keeps the result', async () => {
  const ran = await runCairn(['probe', 'TEST'])
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(ran.out).toMatch(/^Test \(Test\)\n✓ Reach /)
  expect(ran.out).toMatch(/^✓ Sign in: .+ \(\d+ ms\)$/m)
  expect(ran.out).toMatch(/^✓ Read products: [\d,]+ products \(\d+ ms\)$/m)
  expect(await lastCheck()).toMatchObject({ ok: true })
})

it('prints the steps as JSON', async () => {
  const ran = await runCairn(['probe', id, '--json'])
  expect(ran.code).toBe(0)
  const { connectionId, ok, steps } = JSON.parse(ran.out)
  expect({ connectionId, ok }).toEqual({ connectionId: id, ok: true })
  expect(steps).toEqual((await lastCheck()).steps)
})

it('exits with 1 when a step fails, with its cure and what was not tried, and names no credential', async () => {
  await store.setFaults({ serverErrorRate: 1 })
  const ran = await runCairn(['probe', id])
  await store.setFaults({ serverErrorRate: 0 })
  expect(ran).toMatchObject({ code: 1, err: 'cairn: The connection did not pass its check.\n' })
  expect(ran.out).toMatch(/^✗ .+\n {2}→ .+$/m)
  expect(ran.out).toMatch(/^· Read products: not tried$/m)
  expect(ran.out).not.toContain('demo-key')
  expect(await lastCheck()).toMatchObject({ ok: false })
})

it('exits with 4 when there is no such connection, and lists those that share a name', async () => {
  expect(await runCairn(['probe', 'nowhere'])).toMatchObject({ code: 4, out: '' })
  const other = await store.connect()
  const { code, err } = await runCairn(['probe', 'Test'])
  expect(code).toBe(4)
  for (const each of [id, other]) expect(err).toContain(`${each}  Test (Test)`)
})
