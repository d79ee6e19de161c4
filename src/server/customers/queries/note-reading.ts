import type { Queryable } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'

/** A screen that is open reads again by itself; within this it is the same look at the same person. */
const sameLookMinutes = 15

/** Writes down that somebody read a customer's personal data, once a look. */
export async function noteReading(
  db: Queryable,
  organizationId: string,
  userId: string,
  customerId: string,
): Promise<void> {
  await db.query(
    `INSERT INTO audit_entry (id, organization_id, user_id, action, subject)
     SELECT $1, $2, $3, 'customer.read', $4
      WHERE NOT EXISTS (
        SELECT FROM audit_entry
         WHERE organization_id = $2 AND created_at > now() - $5 * interval '1 minute'
           AND user_id = $3 AND action = 'customer.read' AND subject = $4)`,
    [newId(), organizationId, userId, `customer:${customerId}`, sameLookMinutes],
  )
}
