import type { Queryable } from '#server/db/transaction.ts'
import type { Scope } from '#server/ingest/types.ts'

export type ProcessingLine = { scope: Scope; signInMethod: string }

/** The connection whose notices are worked on; null while it is paused, or when it is gone. */
export async function findLine(db: Queryable, connectionId: string): Promise<ProcessingLine | null> {
  const { rows } = await db.query<Scope & { signInMethod: string }>(
    `SELECT id AS "connectionId", organization_id AS "organizationId", store_id AS "storeId",
            sign_in_method AS "signInMethod"
       FROM connection WHERE id = $1 AND status = 'active'`,
    [connectionId],
  )
  const [row] = rows
  if (!row) return null
  const { signInMethod, ...scope } = row
  return { scope, signInMethod }
}
