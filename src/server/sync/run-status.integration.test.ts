import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { newId } from '#server/lib/ids.ts'
import type { RunStatus } from '#server/model/sync.ts'
import { cancelRun } from './cancel-run.ts'
import { approveChanges } from './changes/approve-changes.ts'
import { discardRun } from './changes/discard-run.ts'
import { type ClaimedRun, claimRun } from './claim-run.ts'
import { endRun, type RunEnd, releaseRun } from './end-run.ts'
import { retryRun } from './retry-run.ts'
import { activeStatuses, transitions } from './run-status.ts'
import { startRun } from './start-run.ts'
import { createConnection } from './testing/sync-world.ts'

beforeAll(async () => {
  await pool.query(`
    CREATE TABLE run_transition (run_id uuid, before text, after text);
    CREATE FUNCTION note_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO run_transition VALUES (NEW.id, OLD.status, NEW.status); RETURN NULL; END $$;
    CREATE TRIGGER note_transition AFTER UPDATE ON sync_run FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION note_transition()`)
})
afterAll(async () => {
  await pool.query('DROP TABLE run_transition; DROP FUNCTION note_transition CASCADE')
})

type World = { connectionId: string; runs: string[]; held: ClaimedRun | null }
type Deed = (world: World) => Promise<unknown>

const nothing = async () => undefined
const newest = ({ runs }: World) => runs.at(-1) ?? newId()
const ending =
  (status: RunEnd['status']): Deed =>
  async ({ held }) => {
    if (!held) return
    await pool.query(
      `INSERT INTO sync_change (run_id, entity, source_id, position, action, payload) VALUES ($1, 'products', 'p', 0, 'update', '{}')
       ON CONFLICT DO NOTHING`,
      [held.id],
    )
    await endRun(
      pool,
      held,
      { status, errorKind: null, errorMessage: null, attention: undefined },
      new Date(),
    )
  }

/** Whatever people, schedulers and workers may do, also at the wrong moment. */
const deeds: Record<string, Deed> = {
  async start(world) {
    const { connectionId } = world
    const request = { connectionId, mode: 'full', trigger: 'person', requestedById: null } as const
    const { runId } = await inTransaction((tx) => startRun(tx, request, nothing), pool)
    if (!world.runs.includes(runId)) world.runs.push(runId)
  },
  async claim(world) {
    world.held = (await claimRun(pool, newest(world))) ?? world.held
  },
  cancel: (world) => inTransaction((tx) => cancelRun(tx, newest(world)), pool),
  retry: async (world) => {
    const { runId } = await inTransaction((tx) => retryRun(tx, newest(world), newId(), nothing), pool)
    if (!world.runs.includes(runId)) world.runs.push(runId)
  },
  fail: async ({ held }) => held && releaseRun(pool, held, { kind: 'timeout', message: 'late' }),
  stop: async ({ held }) => held && releaseRun(pool, held, null),
  approve: (world) =>
    inTransaction((tx) => approveChanges(tx, newest(world), newId(), { all: true }, nothing), pool),
  discard: (world) => inTransaction((tx) => discardRun(tx, newest(world)), pool),
  wait: ending('waiting_for_approval'),
  succeed: ending('succeeded'),
  doubt: ending('suspicious'),
  failPartly: ending('partly_failed'),
  failWholly: ending('failed'),
  endCancelled: ending('cancelled'),
}

test('whatever is done to runs in whatever order, none leaves the table of transitions, and only active ones hold claims', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 4, maxLength: 24 }),
      async (names) => {
        const world: World = { connectionId: await createConnection(pool), runs: [], held: null }
        for (const name of ['start', 'claim', ...names]) {
          await deeds[name]?.(world).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error
          })
          const { rows: wrong } = await pool.query(
            `SELECT r.status, c.active FROM sync_claim c JOIN sync_run r ON r.id = c.run_id
              WHERE c.connection_id = $1 AND c.active <> (r.status = ANY($2::text[]))`,
            [world.connectionId, activeStatuses],
          )
          expect(wrong, name).toEqual([])
        }
      },
    ),
    { numRuns: 25, seed: 20261124 },
  )
  const { rows } = await pool.query<{ before: RunStatus; after: RunStatus }>(
    'SELECT DISTINCT before, after FROM run_transition',
  )
  expect(rows.filter(({ before, after }) => !transitions[before].includes(after))).toEqual([])
  // The walk went through most of the table, or it would prove little.
  expect(rows.length).toBeGreaterThan(10)
})
