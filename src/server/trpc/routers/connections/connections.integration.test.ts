import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { startTestSimulators } from '../../testing-simulators.ts'

const simulators = await startTestSimulators(60)
// Read when `#env` is first imported, which is below.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { createWizard, wizardSchedule: schedule } = await import('../../testing-wizard.ts')

let wizard: Awaited<ReturnType<typeof createWizard>>
let storeId: string

beforeAll(async () => {
  const organization = await createOrganization(pool, { stores: 2 })
  const owner = await organization.addPerson('owner')
  storeId = organization.storeIds[0] ?? ''
  wizard = await createWizard(simulators, owner.sessionId, storeId)
})

afterAll(async () => {
  await simulators.close()
  await pool.end()
})

describe('the way from a credential to a catalogue', () => {
  it('checks step by step, starts the first sync, and ends on as many products as the POS has', async () => {
    const { id } = await wizard.api.connections.createDraft(wizard.draft())
    expect(await wizard.api.connections.get({ id })).toMatchObject({
      status: 'draft',
      health: 'unknown',
      lastCheck: null,
    })

    const { snapshots, last } = await wizard.check(id)
    expect(last).toMatchObject({ done: true, ok: true })
    expect(snapshots[0]?.steps.map(({ status }) => status)).toEqual(['running'])
    expect((await wizard.api.connections.get({ id })).lastCheck).toMatchObject({
      ok: true,
      steps: last.steps,
    })

    const { runId } = await wizard.api.connections.activate({ id, schedule })
    expect(await wizard.api.runs.start({ connectionId: id, mode: 'full' })).toMatchObject({
      runId,
      alreadyRunning: true,
    })
    expect(await wizard.api.connections.get({ id })).toMatchObject({ health: 'waiting', activeRunId: runId })
    expect(await wizard.execute(runId)).toBe('succeeded')

    const ledger = await simulators.ledger()
    const list = await wizard.api.catalog.list({ connectionId: id, pageSize: 200 })
    expect(list.total).toBe(ledger.length)
    expect(await wizard.api.connections.get({ id })).toMatchObject({
      status: 'active',
      health: 'good',
      productCount: ledger.length,
      activeRunId: null,
      lastRun: { id: runId, status: 'succeeded' },
    })
    const run = await wizard.api.runs.get({ id: runId })
    expect(run).toMatchObject({ status: 'succeeded', trigger: 'first', requestedBy: 'The owner', failed: 0 })
    expect(run.pages.length).toBeGreaterThan(0)

    const [row] = list.rows
    const product = await wizard.api.catalog.get({ id: row?.id ?? '' })
    expect(JSON.stringify(product.source?.payload)).toContain(product.product.sourceId)
    expect(product.variants).toHaveLength(row?.variantCount ?? -1)
    expect(product.connection).toMatchObject({ id, name: 'Front counter' })
    const history = await wizard.api.catalog.history({ id: row?.id ?? '' })
    expect(history.at(-1)).toMatchObject({ type: 'product.created', changes: [], cause: { runId } })
    expect(
      await wizard.api.catalog.history({ id: row?.id ?? '', before: history[0]?.position ?? '' }),
    ).toEqual(history.slice(1))
    const kinds = await Promise.all(
      (['settings', 'access', 'state'] as const).map((kind) => wizard.api.connections.history({ id, kind })),
    )
    const whole = await wizard.api.connections.history({ id })
    expect(kinds.flat().toSorted(byPosition), 'every event is of one kind').toEqual(
      whole.toSorted(byPosition),
    )
    expect(kinds[0]?.at(-1)).toMatchObject({ type: 'connection.created' })
    const calls = await wizard.api.health.calls({ connectionId: id, hours: 1 })
    expect(calls.buckets.reduce((sum, bucket) => sum + bucket.ok, 0)).toBeGreaterThan(0)
    const overview = await wizard.api.overview.get({ storeId })
    expect(overview.totals).toMatchObject({ stores: 1, connections: 1, products: ledger.length, runs24h: 1 })
    expect(overview.runsByHour).toHaveLength(24)
  })

  it('shows a change at the POS as one change of one field after the next sync', async () => {
    const { id, runId } = await wizard.connect('Changing')
    await wizard.execute(runId)
    const change = (await simulators.control('/change', {
      method: 'POST',
      body: JSON.stringify({ storeKey: simulators.storeKey, kind: 'price' }),
    })) as { sourceId: string }
    const next = await wizard.api.runs.start({ connectionId: id, mode: 'full' })
    expect(next.alreadyRunning).toBe(false)
    await wizard.execute(next.runId)
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM product WHERE connection_id = $1 AND source_id = $2',
      [id, change.sourceId],
    )
    const [newest] = await wizard.api.catalog.history({ id: rows[0]?.id ?? '' })
    expect(newest).toMatchObject({ type: 'product.changed', cause: { runId: next.runId } })
    expect(newest?.changes.map(({ field }) => field)).toEqual(['regularPriceMinor'])
  })
})

describe('a sign-in that is refused', () => {
  it('fails at its step with cause and cure, tries nothing after it, and cannot be activated', async () => {
    const { id } = await wizard.api.connections.createDraft(
      wizard.draft({ [wizard.secretField]: 'not-the-right-key' }),
    )
    const { last } = await wizard.check(id)
    expect(last).toMatchObject({ done: true, ok: false })
    const step = last.steps.find(({ id: step }) => step === 'sign_in')
    expect(step?.status).toBe('failed')
    expect(step?.detail).toBeTruthy()
    expect(step?.cure).toBeTruthy()
    const after = last.steps.slice(last.steps.findIndex(({ id: step }) => step === 'sign_in') + 1)
    expect(after.length).toBeGreaterThan(0)
    expect(after.map(({ status }) => status)).toEqual(after.map(() => 'not_tried'))
    await expect(wizard.api.connections.activate({ id, schedule })).rejects.toMatchObject({
      code: 'CONFLICT',
    })

    await wizard.api.connections.updateDraft({ id, ...wizard.draft() })
    expect((await wizard.check(id)).last.ok).toBe(true)
  })

  it('needs a person until new credentials pass a check', async () => {
    const { id, runId } = await wizard.connect('Revoked')
    await wizard.execute(runId)
    const { secretField, secret, signInMethod } = wizard
    await wizard.api.connections.rotateCredentials({
      id,
      signInMethod,
      credentials: { [secretField]: 'revoked-key' },
    })
    expect((await wizard.check(id)).last.ok).toBe(false)
    expect(await wizard.api.connections.get({ id })).toMatchObject({ health: 'failing', signInRefused: true })
    const { needsPerson } = await wizard.api.overview.get({ storeId })
    expect(needsPerson[0]).toMatchObject({ connectionId: id, action: 'fix_sign_in' })

    await wizard.api.connections.rotateCredentials({
      id,
      signInMethod,
      credentials: { [secretField]: secret },
    })
    expect((await wizard.check(id)).last.ok).toBe(true)
    expect(await wizard.api.connections.get({ id })).toMatchObject({ health: 'good', attention: null })
  })

  it('names the field of a credential that cannot be right', async () => {
    const [first] = Object.keys(simulators.signIn.fields)
    const error = await wizard.api.connections
      .createDraft(wizard.draft({ [first ?? '']: '' }))
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'BAD_REQUEST', cause: { field: `credentials.${first}` } })
  })
})

describe('a stored credential', () => {
  it('is in no answer of any procedure and nowhere in the database in the clear', async () => {
    const { id, runId } = await wizard.connect('Sealed')
    await wizard.execute(runId)
    const answers = [
      await wizard.api.connections.list({}),
      await wizard.api.connections.get({ id }),
      await wizard.api.connections.removalPreview({ id }),
      await wizard.api.runs.list({}),
      await wizard.api.runs.get({ id: runId }),
      await wizard.api.runs.issues({}),
      await wizard.api.catalog.list({}),
      await wizard.api.health.calls({ connectionId: id, hours: 24 }),
      await wizard.api.health.runSeries({ connectionId: id }),
      await wizard.api.overview.get({}),
      await wizard.api.simulators.log({ vendor: simulators.vendor }),
      (await wizard.check(id)).snapshots,
    ]
    expect(JSON.stringify(answers)).not.toContain(wizard.secret)
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
        [wizard.secret],
      )
      expect(rows, table).toEqual([{ found: false }])
    }
  })
})

function byPosition(one: { position: string }, other: { position: string }): number {
  return Number(one.position) - Number(other.position)
}
