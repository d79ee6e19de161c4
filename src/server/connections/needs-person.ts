import type { ConnectionRow } from './connection-row.ts'

export type PersonNeeded = {
  connectionId: string
  connectionName: string
  storeName: string
  vendorName: string
  reason: string
  action: 'fix_sign_in' | 'review' | 'retry' | 'finish_setup'
  since: Date | null
}

/** Why a connection needs somebody, and what that person would do; null when it does not. */
function needOf(row: ConnectionRow): Pick<PersonNeeded, 'reason' | 'action' | 'since'> | null {
  const since = row.lastRun?.endedAt ?? null
  if (row.status === 'draft')
    return { reason: 'Setting it up was not finished.', action: 'finish_setup', since: null }
  if (row.status !== 'active') return null
  if (row.signInRefused)
    return { reason: row.attention ?? 'The POS refuses the sign-in.', action: 'fix_sign_in', since }
  if (row.attention !== null) return { reason: row.attention, action: 'review', since }
  if (row.lastRun?.status === 'failed') return { reason: 'The last sync failed.', action: 'retry', since }
  if (row.health === 'failing') return { reason: 'Too many calls to the POS fail.', action: 'review', since }
  if (row.health === 'attention' && row.lastRun?.status !== 'partly_failed') {
    return { reason: 'It has missed several syncs.', action: 'retry', since: row.lastSyncedAt }
  }
  if (row.openIssues > 0) {
    const count = row.openIssues.toLocaleString('en-US')
    const reason = row.openIssues === 1 ? '1 record has an open issue.' : `${count} records have open issues.`
    return { reason, action: 'review', since }
  }
  return null
}

/** What needs a person, what stops a catalogue first. */
export function needsPerson(rows: readonly ConnectionRow[]): PersonNeeded[] {
  const urgency = { fix_sign_in: 0, retry: 1, review: 2, finish_setup: 3 }
  return rows
    .flatMap((row) => {
      const need = needOf(row)
      if (!need) return []
      const { id: connectionId, name: connectionName, storeName, vendorName } = row
      return [{ connectionId, connectionName, storeName, vendorName, ...need }]
    })
    .sort((a, b) => urgency[a.action] - urgency[b.action])
}
