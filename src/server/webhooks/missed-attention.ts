import type { Queryable } from '#server/db/transaction.ts'

/** Fewer changes than this say nothing about the share of them that came unannounced. */
const enoughChanges = 20

/** A notice lost now and then is what polling is for; more means that the POS no longer tells, or the line is cut. */
const tooMuchMissed = 0.05

const opening = 'The POS no longer tells Cairn of all that changes'

/** Whether the words a connection asks for a person with are those about missed notices. */
export const isMissedWords = (attention: string | null) => attention?.startsWith(opening) === true

/** Words for people when too many changes of the last seven days came without a notice; else null. */
export function missedWords({ changed, missed }: { changed: number; missed: number }): string | null {
  if (changed < enoughChanges || missed / changed <= tooMuchMissed) return null
  const share = Math.round((missed / changed) * 100)
  return (
    `${opening}: ${missed} of ${changed} changes of the last 7 days (${share} %) ` +
    'came without a notice. Polling found them, so nothing is missing, but they came later than they could have. ' +
    'On the tab Notices, send a test delivery. If it comes in, what is at fault is at the POS: where Cairn registers by itself, ' +
    'press Check now; else enter the address and the token shown there again.'
  )
}

/** {@link missedWords} of a connection as it stands. */
export async function missedAttention(db: Queryable, connectionId: string): Promise<string | null> {
  const { rows } = await db.query<{ changed: number; missed: number }>(
    `SELECT coalesce(sum(changed), 0)::int AS changed, coalesce(sum(missed), 0)::int AS missed
       FROM notice_audit WHERE connection_id = $1 AND created_at > now() - interval '7 days'`,
    [connectionId],
  )
  return rows[0] ? missedWords(rows[0]) : null
}
