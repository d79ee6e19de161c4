import type { Queryable } from '../db/transaction.ts'
import { newId } from '../lib/ids.ts'

/** What is written down about access. Other areas add their own words. */
export type AuditEntry = {
  organizationId: string
  /** Who did it; null when that isn't known. */
  userId: string | null
  /** noun.verb, e.g. `member.removed` */
  action: string
  /** What it was done to, e.g. `member:<id>`. */
  subject?: string
  /** Facts for a person to read; never a secret. */
  detail?: Record<string, unknown>
}

/** Appends to the record of who did what. Pass the transaction of the change, so that neither is there alone. */
export async function recordAudit(db: Queryable, entry: AuditEntry): Promise<void> {
  await db.query(
    `INSERT INTO audit_entry (id, organization_id, user_id, action, subject, detail)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId(), entry.organizationId, entry.userId, entry.action, entry.subject ?? '', entry.detail ?? {}],
  )
}
