import type { QueryScope } from '#server/access/query-scope.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type Patience, patienceSchema } from '#server/http/patience.ts'
import { AppError } from '#server/lib/errors.ts'
import type { ProbeStep } from '#server/model/probe.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { isMissedWords } from '#server/webhooks/missed-attention.ts'
import { type ConnectionRow, listConnections } from './connection-row.ts'
import { checkResultSchema } from './last-check.ts'

export type ConnectionDetail = ConnectionRow & {
  signInMethod: string
  settings: Record<string, string | number | boolean>
  /** What it reads. */
  entities: SyncEntity[]
  /** How patiently its POS is called, where people have set it. */
  calls: Patience
  /** Which credentials are stored; never what they are. */
  credentialNames: { name: string; updatedAt: Date }[]
  /** Whether a person has signed in on the vendor's page, or a key was exchanged: an access token is stored. */
  hasToken: boolean
  lastCheck: { startedAt: Date; endedAt: Date; ok: boolean; steps: ProbeStep[] } | null
  circuits: { operationClass: string; state: string; openUntil: Date | null; reason: string | null }[]
  createdAt: Date
  /** What needs a person is that the POS tells too little: the tab Notices is where to look. */
  missesNotices: boolean
}

type StoredDetail = {
  signInMethod: string
  settings: Record<string, string | number | boolean>
  entities: SyncEntity[]
  calls: unknown
  lastCheck: unknown
  createdAt: Date
}

/**
 * A connection with everything its page shows, in four statements.
 * @throws {AppError} not_found
 */
export async function getConnection(
  db: Queryable,
  scope: QueryScope,
  id: string,
  now: Date,
): Promise<ConnectionDetail> {
  const [rows, details, secrets, circuits] = await Promise.all([
    listConnections(db, scope, { now, only: id }),
    db.query<StoredDetail>(
      `SELECT sign_in_method AS "signInMethod", settings, entities, calls, last_check AS "lastCheck", created_at AS "createdAt"
         FROM connection WHERE id = $1`,
      [id],
    ),
    db.query<{ name: string; updatedAt: Date }>(
      // The token's row may be there before the token: it holds the lease on obtaining it.
      `SELECT name, updated_at AS "updatedAt" FROM connection_secret
        WHERE connection_id = $1 AND (name <> 'token' OR expires_at IS NOT NULL) ORDER BY name`,
      [id],
    ),
    db.query<ConnectionDetail['circuits'][number]>(
      `SELECT operation_class AS "operationClass", state, open_until AS "openUntil", reason
         FROM circuit WHERE connection_id = $1 ORDER BY operation_class`,
      [id],
    ),
  ])
  const [row] = rows
  const [detail] = details.rows
  if (!row || !detail) {
    throw new AppError(
      'not_found',
      'There is no such connection. It may have been removed; go back to the list.',
    )
  }
  const check = checkResultSchema.safeParse(detail.lastCheck)
  return {
    ...row,
    ...detail,
    calls: patienceSchema.parse(detail.calls),
    credentialNames: secrets.rows.filter(({ name }) => name !== 'token'),
    hasToken: secrets.rows.some(({ name }) => name === 'token'),
    lastCheck: check.success
      ? { ...check.data, startedAt: new Date(check.data.startedAt), endedAt: new Date(check.data.endedAt) }
      : null,
    circuits: circuits.rows,
    missesNotices: isMissedWords(row.attention),
  }
}
