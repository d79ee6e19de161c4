import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import type { Cairn } from './cairn.ts'
import type { ConnectedStore } from './connect-stores.ts'
import type { Installation } from './installation/installation.ts'

/** A circuit that opened often waits for minutes, and so does a job that failed often. */
const patienceMs = 300_000
/** Nothing to do for so long is quiet. */
const stillMs = 3_000

/**
 * Waits until nothing runs and nothing waits to be done.
 * @returns milliseconds it took
 * @throws {Error} naming what is still under way after five minutes
 */
export async function untilQuiet(
  { database, simulators }: Installation,
  stores: readonly ConnectedStore[],
): Promise<number> {
  const began = Date.now()
  let stillSince = 0
  const client = new Client({ connectionString: database.url() })
  await client.connect()
  try {
    for (;;) {
      const { rows } = await client.query<{ what: string }>(
        `SELECT 'run ' || id || ' ' || status AS what FROM sync_run WHERE status IN ('planned', 'running', 'cancelling')
          UNION ALL SELECT 'job ' || name || ' ' || state FROM pgboss.job
           WHERE name NOT LIKE '%/dead' AND (
                 state IN ('active', 'retry') OR (state = 'created' AND start_after <= now()))
          UNION ALL SELECT 'notice ' || id || ' ' || state FROM webhook_delivery WHERE state IN ('received', 'waiting')`,
      )
      for (const { vendor, notices } of stores) {
        const waiting = notices ? (await simulators.notices(vendor, 1e9)).counts.waiting : 0
        if (waiting > 0) rows.push({ what: `${waiting} notices of ${vendor} to be sent` })
      }
      const now = Date.now()
      if (rows.length > 0) stillSince = 0
      else if (stillSince === 0) stillSince = now
      else if (now - stillSince >= stillMs) return stillSince - began
      if (now - began > patienceMs) {
        throw new Error(
          `still under way after ${patienceMs / 60_000} minutes: ${[...new Set(rows.map(({ what }) => what.replace(/ [0-9a-f-]{36}/, '')))].join(', ')}`,
        )
      }
      await delay(200)
    }
  } finally {
    await client.end()
  }
}

/** Has every store read whole, once. */
export async function readEverything(cairn: Cairn, stores: readonly ConnectedStore[]): Promise<void> {
  for (const { id } of stores) {
    await cairn.mutate(z.unknown(), 'runs.start', { connectionId: id, mode: 'full' })
  }
}
