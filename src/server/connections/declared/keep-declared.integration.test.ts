import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { startSimulators } from '#simulators/server.ts'

const simulators = await startSimulators({ port: 0 })
// Read when the first module that needs it is loaded, so these come after.
process.env['SIMULATORS_URL'] = simulators.url
const { allManifests } = await import('#server/adapters/lookup.ts')
const { pool } = await import('#server/db/pool.ts')
const { inTransaction } = await import('#server/db/transaction.ts')
const { systemClock } = await import('#server/lib/clock.ts')
const { newId } = await import('#server/lib/ids.ts')
const { openCredentials } = await import('../credentials.ts')
const { rotateCredentials } = await import('../rotate-credentials.ts')
const { keepDeclared } = await import('./keep-declared.ts')
const { readDeclaration } = await import('./read-declaration.ts')

type Vendor = { vendor: string; signIn: { method: string; fields: Record<string, string> } }
const simulated = (await (await fetch(`${simulators.url}/_control/vendors`)).json()) as Vendor[]
/** Where a person must sign in on the vendor's page, nothing can be declared. */
const vendors = simulated.filter(({ vendor, signIn }) =>
  allManifests()
    .find(({ id }) => id === vendor)
    ?.signInMethods.some(({ id, interactive }) => id === signIn.method && !interactive),
)
afterAll(() => simulators.close())

/** The variables that hold what the simulator's store signs in with, as the manifest wants them. */
function variables({ vendor, signIn }: Vendor, store: string) {
  const manifest = allManifests().find(({ id }) => id === vendor)
  const method = manifest?.signInMethods.find(({ id }) => id === signIn.method)
  const values = method?.fields.map(({ name, env }) => [env, signIn.fields[name]]) ?? []
  const given = Object.fromEntries(values)
  // A shop with an address of its own stands below the simulator in a folder of its own.
  const folder = given['POS_API_URL'] === undefined ? '' : new URL(given['POS_API_URL']).pathname
  const POS_API_URL = `${simulators.url}/${vendor}${folder}`
  return { ...given, POS_VENDOR: vendor, POS_STORE: store, POS_API_URL }
}

function declare(given: Record<string, string>) {
  const declaration = readDeclaration(given, allManifests(), simulators.url)
  if (!declaration) throw new Error('nothing is declared')
  return declaration
}

const [first] = vendors
if (!first) throw new Error('nothing is simulated')

let store: { id: string; organizationId: string }
const enqueue = vi.fn(async () => undefined)
const keep = (given: Record<string, string>, starting = false, now = new Date()) =>
  keepDeclared(declare(given), {
    pool,
    clock: { ...systemClock, now: () => now },
    enqueue,
    signal: new AbortController().signal,
    starting,
  })
const connections = async () =>
  (
    await pool.query(
      `SELECT id, organization_id AS "organizationId", name, status, endpoint, attention,
              last_check AS check FROM connection WHERE store_id = $1 AND declared`,
      [store.id],
    )
  ).rows

beforeEach(async () => {
  store = { id: newId(), organizationId: newId() }
  await pool.query(`INSERT INTO organization (id, name) VALUES ($1, 'Test')`, [store.organizationId])
  await pool.query(
    `INSERT INTO store (id, organization_id, name, time_zone, jurisdiction)
     VALUES ($1, $2, 'Pine Street', 'America/Los_Angeles', 'US-CA')`,
    [store.id, store.organizationId],
  )
  enqueue.mockClear()
})

it.each(vendors)(
  'connects a store of $vendor, checks it, starts its first sync and shows no value',
  async (vendor) => {
    const given = variables(vendor, store.id)
    expect(await keep(given)).toBe('created')
    const [connection] = await connections()
    expect(connection).toMatchObject({ name: 'Pine Street', status: 'active', endpoint: 'simulator' })
    expect(connection.check).toMatchObject({ ok: true })
    expect(await openCredentials(pool, connection)).toEqual(declare(given).credentials)
    expect(enqueue).toHaveBeenCalledOnce()
    const { rows } = await pool.query(
      `SELECT coalesce(jsonb_agg(data), '[]')::text AS log FROM event WHERE connection_id = $1`,
      [connection.id],
    )
    for (const value of Object.values(vendor.signIn.fields)) expect(rows[0].log).not.toContain(value)
  },
)

it('makes one connection and one first sync however many processes start at once', async () => {
  const given = variables(first, store.id)
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => keep(given, true)))
  expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
  expect(await connections()).toHaveLength(1)
  expect(enqueue).toHaveBeenCalledOnce()
})

it('checks again at a start and after a day, not in between', async () => {
  const given = variables(first, store.id)
  await keep(given)
  expect(await keep(given)).toBe('unchanged')
  expect(await keep(given, true)).toBe('checked')
  expect(await keep(given, false, new Date(Date.now() + 25 * 3_600_000))).toBe('checked')
  expect(enqueue).toHaveBeenCalledOnce()
})

it('takes new values over, and says why the connection needs a person when they are wrong', async () => {
  const given = variables(first, store.id)
  const secret = allManifests()
    .find(({ id }) => id === first.vendor)
    ?.signInMethods.flatMap(({ fields }) => fields)
    .find((field) => field.secret)?.env
  await keep(given)
  expect(await keep({ ...given, [secret ?? '']: 'no-such-secret-anywhere' })).toBe('changed')
  const [connection] = await connections()
  expect(connection.check).toMatchObject({ ok: false })
  expect(connection.attention).not.toBeNull()
  expect(await keep(given)).toBe('changed')
  expect((await connections())[0]).toMatchObject({ attention: null, check: { ok: true } })
})

it('leaves a paused connection alone', async () => {
  const given = variables(first, store.id)
  await keep(given)
  await pool.query("UPDATE connection SET status = 'paused' WHERE store_id = $1", [store.id])
  expect(await keep(given, true)).toBe('unchanged')
})

it('lets nobody replace the credentials in the browser', async () => {
  await keep(variables(first, store.id))
  const [connection] = await connections()
  const actor = { userId: newId(), scope: { organizationId: store.organizationId, storeIds: null } }
  const rotating = inTransaction((tx) =>
    rotateCredentials(
      tx,
      actor,
      connection.id,
      { signInMethod: first.signIn.method, credentials: {} },
      new Date(),
    ),
  )
  await expect(rotating).rejects.toMatchObject({ code: 'conflict', message: /POS_VENDOR/ })
})

it('waits for a store that is not there, and wants an id where a name fits several', async () => {
  await expect(keep(variables(first, 'Nowhere'))).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('POS_STORE: there is no store "Nowhere" yet'),
  })
  await expect(keep(variables(first, 'Pine Street'))).rejects.toMatchObject({ code: 'conflict' })
})
