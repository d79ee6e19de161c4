import type { Pool } from 'pg'

/**
 * Vendors repeat a delivery for hours, at most a few days: seven are promised, so that a repeat is known as one. Thirty
 * are kept for people who ask what happened.
 */
const finishedDays = 30

/** What nobody saw to has to outlive a long leave. */
const deadDays = 90

/** Rows a statement removes: a deletion of millions would hold up those who insert. */
const atOnce = 5_000

/** Removes notices that were kept long enough, and counts of refusals nobody looks at any more. */
export async function tidyNotices(pool: Pool, signal: AbortSignal): Promise<number> {
  await pool.query(`DELETE FROM webhook_refusal WHERE hour < now() - interval '${deadDays} days'`)
  let removed = 0
  for (;;) {
    signal.throwIfAborted()
    const { rowCount } = await pool.query(
      `DELETE FROM webhook_delivery WHERE id IN (
         SELECT id FROM webhook_delivery
          WHERE (state IN ('applied', 'unchanged', 'ignored') AND received_at < now() - $1 * interval '1 day')
             OR (state = 'dead' AND received_at < now() - $2 * interval '1 day')
          LIMIT $3)`,
      [finishedDays, deadDays, atOnce],
    )
    removed += rowCount ?? 0
    if ((rowCount ?? 0) < atOnce) return removed
  }
}
