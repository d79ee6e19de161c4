import type { Queryable } from '#server/db/transaction.ts'

/** The channel of LISTEN/NOTIFY. */
export const liveChannel = 'cairn_live'

/** Says that something changed, not what: who listens asks again for what it shows. */
export type LiveNotice = {
  /** Null: of the whole installation. */
  organizationId: string | null
  storeId?: string | null | undefined
  topic: 'run' | 'connection' | 'catalog' | 'customer' | 'order' | 'member' | 'notice' | 'queue'
  id: string
  connectionId?: string | undefined
}

/** A notice as it travels, for statements that send it along with something else. */
export function liveText(notice: LiveNotice): string {
  return JSON.stringify(notice)
}

/**
 * Tells every process that something changed, when the transaction of `db` commits. Equal notices of one transaction
 * arrive once.
 */
export async function notifyLive(db: Queryable, notice: LiveNotice): Promise<void> {
  await db.query('SELECT pg_notify($1, $2)', [liveChannel, liveText(notice)])
}

/** As {@link notifyLive}, for several at once. */
export async function notifyLiveAll(db: Queryable, notices: readonly LiveNotice[]): Promise<void> {
  const texts = [...new Set(notices.map(liveText))]
  await db.query('SELECT count(pg_notify($1, notice)) FROM unnest($2::text[]) AS notice', [
    liveChannel,
    texts,
  ])
}
