import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from 'vitest'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0, products: 30 })
// Read when the first module that needs it is loaded, also by the workers, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { allManifests } = await import('#server/adapters/lookup.ts')
const { pool } = await import('#server/db/pool.ts')
const { newId } = await import('#server/lib/ids.ts')
const { simulatedStore } = await import('#server/sync/testing/simulated-store.ts')

const workers: ChildProcess[] = []
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await simulators.close()
})

function startRealWorker(variables: Record<string, string>) {
  const worker = spawn(process.execPath, ['src/server/jobs/worker.ts'], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  workers.push(worker)
  return worker
}

type Vendor = { vendor: string; signIn: { method: string; fields: Record<string, string> } }
const vendors = (await (await fetch(`${simulators.url}/_control/vendors`)).json()) as Vendor[]
const [vendor] = vendors
if (!vendor) throw new Error('nothing is simulated')
const fields =
  allManifests()
    .find(({ id }) => id === vendor.vendor)
    ?.signInMethods.find(({ id }) => id === vendor.signIn.method)?.fields ?? []
const declared = (store: string): Record<string, string> => ({
  POS_VENDOR: vendor.vendor,
  POS_STORE: store,
  ...Object.fromEntries(fields.map(({ name, env }) => [env, vendor.signIn.fields[name] ?? ''])),
  POS_API_URL: `${simulators.url}/${vendor.vendor}`,
})

it('two workers that start at once make one connection, check it and sync it to the ledger', {
  timeout: 60_000,
}, async () => {
  const [organizationId, storeId] = [newId(), newId()]
  await pool.query(`INSERT INTO organization (id, name) VALUES ($1, 'Test')`, [organizationId])
  await pool.query(
    `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction)
     VALUES ($1, $2, 'Pine Street', 'America/Los_Angeles', 'US-CA')`,
    [storeId, organizationId],
  )
  for (let count = 0; count < 2; count += 1) startRealWorker(declared('Pine Street'))
  const runs = async () =>
    (
      await pool.query(
        `SELECT c.id, c.declared, r.trigger, r.status FROM connection c LEFT JOIN sync_run r ON r.connection_id = c.id
          WHERE c.store_id = $1`,
        [storeId],
      )
    ).rows
  const done = [{ id: expect.any(String), declared: true, trigger: 'first', status: 'succeeded' }]
  await expect.poll(runs, { timeout: 50_000, interval: 100 }).toEqual(done)
  await (await simulatedStore(simulators.url)).expectLedger((await runs())[0]?.id)
})

it('a worker that finds a variable missing does not start, and names it', async () => {
  const wanted = fields.find(({ required }) => required)?.env ?? ''
  const worker = startRealWorker({ ...declared('Pine Street'), [wanted]: '' })
  const [said, [code]] = await Promise.all([text(worker.stderr), once(worker, 'close')])
  expect(code).toBe(1)
  expect(said).toContain(`  ${wanted}: `)
  const secrets = fields.filter(({ secret, env }) => secret && env !== wanted)
  for (const { name } of secrets) expect(said).not.toContain(vendor.signIn.fields[name])
})
