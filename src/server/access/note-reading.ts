import type { Queryable } from '../db/transaction.ts'
import { newId } from '../lib/ids.ts'

/** A screen that is open reads again by itself; within this it is the same look at the same thing. */
const sameLookMinutes = 15

/**
 * Writes down that somebody read personal data, once a look.
 * @param reading.action noun.read, e.g. `customer.read`
 * @param reading.subject what of, e.g. `customer:<id>`
 */
export async function noteReading(
  db: Queryable,
  reading: { organizationId: string; userId: string; action: string; subject: string },
): Promise<void> {
  const { organizationId, userId, action, subject } = reading
  await db.query(
    `INSERT INTO audit_entry (id, organization_id, user_id, action, subject)
     SELECT $1, $2, $3, $4, $5
      WHERE NOT EXISTS (
        SELECT FROM audit_entry
         WHERE organization_id = $2 AND created_at > now() - $6 * interval '1 minute'
           AND user_id = $3 AND action = $4 AND subject = $5)`,
    [newId(), organizationId, userId, action, subject, sameLookMinutes],
  )
}
