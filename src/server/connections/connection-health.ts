import type { RunStatus } from '#server/model/sync.ts'

export type ConnectionHealth = 'good' | 'attention' | 'failing' | 'paused' | 'waiting' | 'unknown'

export type HealthFacts = {
  status: 'draft' | 'active' | 'paused' | 'removing'
  attention: string | null
  /** States of the connection's circuits. */
  circuits: readonly string[]
  lastRun: { status: RunStatus } | null
  lastSyncedAt: Date | null
  /** Null: synced only by hand, so it can't be late. */
  everyMinutes: number | null
}

/** A sync may be missed twice (a restart, a POS down for a while) before anybody should look. */
const missedSyncs = 3

/**
 * How a connection does, worst first. A draft has nothing to judge yet (`unknown`);
 * `waiting` is one that has never finished a sync.
 */
export function connectionHealth(facts: HealthFacts, now: Date): ConnectionHealth {
  if (facts.status === 'draft' || facts.status === 'removing') return 'unknown'
  if (facts.status === 'paused') return 'paused'
  const cutOff = facts.circuits.some((state) => state === 'open' || state === 'isolated')
  if (cutOff || facts.lastRun?.status === 'failed') return 'failing'
  if (facts.attention !== null || facts.lastRun?.status === 'partly_failed') return 'attention'
  if (facts.lastSyncedAt === null) return 'waiting'
  const late =
    facts.everyMinutes !== null &&
    now.getTime() - facts.lastSyncedAt.getTime() > missedSyncs * facts.everyMinutes * 60_000
  return late ? 'attention' : 'good'
}
