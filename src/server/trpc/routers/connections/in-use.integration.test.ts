import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { startTestSimulators } from '../../testing-simulators.ts'

const simulators = await startTestSimulators(30)
// Read when `#env` is first imported, which is below.
process.env['SIMULATORS_URL'] = simulators.url
const { pool } = await import('#server/db/pool.ts')
const { createWizard } = await import('../../testing-wizard.ts')

let wizard: Awaited<ReturnType<typeof createWizard>>
let userId: string

beforeAll(async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  const owner = await organization.addPerson('owner')
  userId = owner.userId
  wizard = await createWizard(simulators, owner.sessionId, organization.storeIds[0] ?? '')
})

afterAll(async () => {
  await simulators.close()
  await pool.end()
})

describe('a connection in use', () => {
  it('pauses, and is due at once when it is resumed', async () => {
    const { id, runId } = await wizard.connect('Pausing')
    await wizard.execute(runId)
    await wizard.api.connections.pause({ id })
    expect(await wizard.api.connections.get({ id })).toMatchObject({ health: 'paused', nextSyncAt: null })
    await expect(wizard.api.runs.start({ connectionId: id, mode: 'full' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await wizard.api.connections.resume({ id })
    const { nextSyncAt, status } = await wizard.api.connections.get({ id })
    expect(status).toBe('active')
    expect(nextSyncAt?.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('leaves nothing behind but its memory when it is removed, also while a sync runs', async () => {
    const { id, runId } = await wizard.connect('Leaving')
    await wizard.execute(runId)
    const { runId: second } = await wizard.api.runs.start({ connectionId: id, mode: 'full' })
    const preview = await wizard.api.connections.removalPreview({ id })
    expect(preview).toMatchObject({ products: 30, runs: 2 })
    await expect(wizard.api.connections.remove({ id, confirmName: 'Something else' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await wizard.api.connections.remove({ id, confirmName: 'Leaving' })
    expect(await wizard.execute(second)).toBe('not_ours')

    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'connection_id' AND table_name !~ '^event(_|$)'`,
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
    await expect(wizard.api.connections.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('keeps how patiently its POS is called, and forgets it again', async () => {
    const { id } = await wizard.connect('Patient')
    const calls = { deadlineSeconds: 90, operations: { 'products.list': { attempts: 6 } } }
    await wizard.api.connections.update({ id, calls })
    await wizard.api.connections.update({ id, name: 'Patient still' })
    expect(await wizard.api.connections.get({ id })).toMatchObject({ calls })
    await expect(wizard.api.connections.update({ id, calls: { attempts: 11 } })).rejects.toThrow(
      'Ten tries are the most.',
    )
    await wizard.api.connections.update({ id, calls: {} })
    expect((await wizard.api.connections.get({ id })).calls).toEqual({})
  })

  it('remembers who did what to it, without a secret', async () => {
    const { id, runId } = await wizard.connect('Audited')
    await wizard.api.runs.cancel({ id: runId })
    await wizard.api.connections.update({
      id,
      name: 'Renamed',
    })
    expect(await wizard.api.connections.get({ id })).toMatchObject({ name: 'Renamed' })
    const { rows } = await pool.query(
      `SELECT action, user_id AS "userId" FROM audit_entry WHERE subject IN ($1, $2) ORDER BY created_at, id`,
      [`connection:${id}`, `run:${runId}`],
    )
    expect(rows).toEqual(
      ['connection.created', 'connection.activated', 'run.cancelled', 'connection.changed'].map((action) => ({
        action,
        userId,
      })),
    )
  })
})
