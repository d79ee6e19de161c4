import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOrganization, type TestPerson } from '#server/access/testing.ts'
import { systemClock } from '#server/lib/clock.ts'
import { startTestSimulators } from '../../testing-simulators.ts'

const simulators = await startTestSimulators(60)
// Read when `#env` is first imported, which is below.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { callerFor } = await import('../../testing.ts')
const { runSync } = await import('#server/sync/run-sync.ts')
const { openConnection } = await import('#server/connections/open-session.ts')

type Organization = Awaited<ReturnType<typeof createOrganization>>
let organization: Organization
let owner: TestPerson
let storeId: string
let api: Awaited<ReturnType<typeof callerFor>>

beforeAll(async () => {
  organization = await createOrganization(pool, { stores: 2 })
  owner = await organization.addPerson('owner')
  storeId = organization.storeIds[0] ?? ''
})

beforeEach(async () => {
  await pool.query('DELETE FROM rate_limit')
  api = await callerFor(owner.sessionId)
})

afterAll(async () => {
  await simulators.close()
  await pool.end()
})

const schedule = {
  everyMinutes: 15,
  entities: ['products' as const, 'inventory' as const, 'batches' as const],
}

/** A secret field of the sign-in: what must never come back. */
const secret = () => Object.values(simulators.signIn.fields).find((value) => value.includes('key')) ?? ''

const draft = (changed: Record<string, string> = {}) => ({
  storeId,
  vendor: simulators.vendor,
  name: 'Front counter',
  endpoint: 'simulator' as const,
  signInMethod: simulators.signIn.method,
  credentials: { ...simulators.signIn.fields, ...changed },
  settings: {},
})

async function check(id: string) {
  const snapshots = []
  for await (const snapshot of await api.connections.check({ id })) snapshots.push(snapshot)
  const last = snapshots.at(-1)
  if (!last) throw new Error('the check said nothing')
  return { snapshots, last }
}

async function execute(runId: string) {
  return runSync({
    pool,
    open: openConnection,
    clock: systemClock,
    random: Math.random,
    runId,
    signal: new AbortController().signal,
  })
}

async function connected(name = 'Front counter') {
  const { id } = await api.connections.createDraft({ ...draft(), name })
  await check(id)
  const { runId } = await api.connections.activate({ id, schedule })
  return { id, runId }
}

describe('the way from a credential to a catalogue', () => {
  it('checks step by step, starts the first sync, and ends on as many products as the POS has', async () => {
    const { id } = await api.connections.createDraft(draft())
    expect(await api.connections.get({ id })).toMatchObject({
      status: 'draft',
      health: 'unknown',
      lastCheck: null,
    })

    const { snapshots, last } = await check(id)
    expect(last).toMatchObject({ done: true, ok: true })
    expect(snapshots[0]?.steps.map(({ status }) => status)).toEqual(['running'])
    expect((await api.connections.get({ id })).lastCheck).toMatchObject({ ok: true, steps: last.steps })

    const { runId } = await api.connections.activate({ id, schedule })
    expect(await api.runs.start({ connectionId: id, mode: 'full' })).toEqual({ runId, alreadyRunning: true })
    expect(await api.connections.get({ id })).toMatchObject({ health: 'waiting', activeRunId: runId })
    expect(await execute(runId)).toBe('succeeded')

    const ledger = await simulators.ledger()
    const list = await api.catalog.list({ connectionId: id, pageSize: 200 })
    expect(list.total).toBe(ledger.length)
    expect(await api.connections.get({ id })).toMatchObject({
      status: 'active',
      health: 'good',
      productCount: ledger.length,
      activeRunId: null,
      lastRun: { id: runId, status: 'succeeded' },
    })
    const run = await api.runs.get({ id: runId })
    expect(run).toMatchObject({ status: 'succeeded', trigger: 'first', requestedBy: 'The owner', failed: 0 })
    expect(run.pages.length).toBeGreaterThan(0)

    const [row] = list.rows
    const product = await api.catalog.get({ id: row?.id ?? '' })
    expect(JSON.stringify(product.source?.payload)).toContain(product.product.sourceId)
    expect(product.variants).toHaveLength(row?.variantCount ?? -1)
    expect(product.connection).toMatchObject({ id, name: 'Front counter' })
    const history = await api.catalog.history({ id: row?.id ?? '' })
    expect(history.at(-1)).toMatchObject({ type: 'product.created', changes: [], cause: { runId } })
    expect(await api.catalog.history({ id: row?.id ?? '', before: history[0]?.position ?? '' })).toEqual(
      history.slice(1),
    )
    const calls = await api.health.calls({ connectionId: id, hours: 1 })
    expect(calls.buckets.reduce((sum, bucket) => sum + bucket.ok, 0)).toBeGreaterThan(0)
    const overview = await api.overview.get({ storeId })
    expect(overview.totals).toMatchObject({ stores: 1, connections: 1, products: ledger.length, runs24h: 1 })
    expect(overview.runsByHour).toHaveLength(24)
  })

  it('shows a change at the POS as one change of one field after the next sync', async () => {
    const { id, runId } = await connected('Changing')
    await execute(runId)
    const change = (await simulators.control('/change', {
      method: 'POST',
      body: JSON.stringify({ storeKey: simulators.storeKey, kind: 'price' }),
    })) as { sourceId: string }
    const next = await api.runs.start({ connectionId: id, mode: 'full' })
    expect(next.alreadyRunning).toBe(false)
    await execute(next.runId)
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM product WHERE connection_id = $1 AND source_id = $2',
      [id, change.sourceId],
    )
    const [newest] = await api.catalog.history({ id: rows[0]?.id ?? '' })
    expect(newest).toMatchObject({ type: 'product.changed', cause: { runId: next.runId } })
    expect(newest?.changes.map(({ field }) => field)).toEqual(['regularPriceMinor'])
  })
})

describe('a sign-in that is refused', () => {
  it('fails at its step with cause and cure, tries nothing after it, and cannot be activated', async () => {
    const wrong = Object.entries(simulators.signIn.fields).find(([, value]) => value === secret())?.[0] ?? ''
    const { id } = await api.connections.createDraft(draft({ [wrong]: 'not-the-right-key' }))
    const { last } = await check(id)
    expect(last).toMatchObject({ done: true, ok: false })
    const step = last.steps.find(({ id: step }) => step === 'sign_in')
    expect(step?.status).toBe('failed')
    expect(step?.detail).toBeTruthy()
    expect(step?.cure).toBeTruthy()
    const after = last.steps.slice(last.steps.findIndex(({ id: step }) => step === 'sign_in') + 1)
    expect(after.length).toBeGreaterThan(0)
    expect(after.map(({ status }) => status)).toEqual(after.map(() => 'not_tried'))
    await expect(api.connections.activate({ id, schedule })).rejects.toMatchObject({ code: 'CONFLICT' })

    await api.connections.updateDraft({ id, ...draft() })
    expect((await check(id)).last.ok).toBe(true)
  })

  it('needs a person until new credentials pass a check', async () => {
    const { id, runId } = await connected('Revoked')
    await execute(runId)
    const secretField =
      Object.entries(simulators.signIn.fields).find(([, value]) => value === secret())?.[0] ?? ''
    const { method } = simulators.signIn
    await api.connections.rotateCredentials({
      id,
      signInMethod: method,
      credentials: { [secretField]: 'revoked-key' },
    })
    expect((await check(id)).last.ok).toBe(false)
    expect(await api.connections.get({ id })).toMatchObject({ health: 'failing', signInRefused: true })
    const { needsPerson } = await api.overview.get({ storeId })
    expect(needsPerson[0]).toMatchObject({ connectionId: id, action: 'fix_sign_in' })

    await api.connections.rotateCredentials({
      id,
      signInMethod: method,
      credentials: { [secretField]: secret() },
    })
    expect((await check(id)).last.ok).toBe(true)
    expect(await api.connections.get({ id })).toMatchObject({ health: 'good', attention: null })
  })

  it('names the field of a credential that cannot be right', async () => {
    const [first] = Object.keys(simulators.signIn.fields)
    const error = await api.connections
      .createDraft(draft({ [first ?? '']: '' }))
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'BAD_REQUEST', cause: { field: `credentials.${first}` } })
  })
})

describe('a stored credential', () => {
  it('is in no answer of any procedure and nowhere in the database in the clear', async () => {
    const { id, runId } = await connected('Sealed')
    await execute(runId)
    const answers = [
      await api.connections.list({}),
      await api.connections.get({ id }),
      await api.connections.removalPreview({ id }),
      await api.runs.list({}),
      await api.runs.get({ id: runId }),
      await api.runs.issues({}),
      await api.catalog.list({}),
      await api.health.calls({ connectionId: id, hours: 24 }),
      await api.health.runSeries({ connectionId: id }),
      await api.overview.get({}),
      await api.simulators.log({ vendor: simulators.vendor }),
      (await check(id)).snapshots,
    ]
    expect(JSON.stringify(answers)).not.toContain(secret())
    for (const table of [
      'connection',
      'connection_secret',
      'event',
      'audit_entry',
      'sync_run',
      'measurement',
    ]) {
      const { rows } = await pool.query<{ found: boolean }>(
        `SELECT coalesce(bool_or(t::text LIKE '%' || $1 || '%'), false) AS found FROM ${table} t`,
        [secret()],
      )
      expect(rows, table).toEqual([{ found: false }])
    }
  })
})

describe('a connection in use', () => {
  it('pauses, and is due at once when it is resumed', async () => {
    const { id, runId } = await connected('Pausing')
    await execute(runId)
    await api.connections.pause({ id })
    expect(await api.connections.get({ id })).toMatchObject({ health: 'paused', nextSyncAt: null })
    await expect(api.runs.start({ connectionId: id, mode: 'full' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await api.connections.resume({ id })
    const { nextSyncAt, status } = await api.connections.get({ id })
    expect(status).toBe('active')
    expect(nextSyncAt?.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('leaves nothing behind but its memory when it is removed, also while a sync runs', async () => {
    const { id, runId } = await connected('Leaving')
    await execute(runId)
    const { runId: second } = await api.runs.start({ connectionId: id, mode: 'full' })
    const preview = await api.connections.removalPreview({ id })
    expect(preview).toMatchObject({ products: 60, runs: 2 })
    await expect(api.connections.remove({ id, confirmName: 'Something else' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await api.connections.remove({ id, confirmName: 'Leaving' })
    expect(await execute(second)).toBe('not_ours')

    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'connection_id' AND table_name <> 'event'`,
    )
    expect(tables.length).toBeGreaterThan(8)
    for (const { name } of tables) {
      const { rows } = await pool.query(`SELECT 1 FROM ${name} WHERE connection_id = $1`, [id])
      expect(rows, name).toEqual([])
    }
    const orphans = await pool.query(
      `SELECT 1 FROM sync_page WHERE run_id = $1
        UNION ALL SELECT 1 FROM source_record_version v WHERE NOT EXISTS (SELECT 1 FROM source_record WHERE id = v.record_id)
        UNION ALL SELECT 1 FROM price p WHERE NOT EXISTS (SELECT 1 FROM variant WHERE id = p.variant_id)`,
      [runId],
    )
    expect(orphans.rows).toEqual([])
    const { rows: told } = await pool.query(
      `SELECT type, count(*)::int AS count FROM event
        WHERE connection_id = $1 AND type IN ('product.removed', 'connection.removed') GROUP BY type ORDER BY type`,
      [id],
    )
    expect(told).toEqual([
      { type: 'connection.removed', count: 1 },
      { type: 'product.removed', count: preview.products },
    ])
    await expect(api.connections.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
