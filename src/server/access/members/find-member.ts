import type { PoolClient } from 'pg'
import { AppError } from '../../lib/errors.ts'
import type { Role } from '../permissions.ts'

export type Member = { id: string; userId: string; name: string; role: Role; storeIds: string[] | null }

/**
 * One member, locked until the transaction ends.
 *
 * @throws AppError `not_found` when the membership is not one of this organisation.
 */
export async function findMember(tx: PoolClient, organizationId: string, id: string): Promise<Member> {
  const { rows } = await tx.query<Member>(
    `SELECT m.id, m.user_id AS "userId", u.name, m.role,
            CASE WHEN m.limited_to_stores
                 THEN ARRAY(SELECT store_id::text FROM membership_store WHERE membership_id = m.id)
            END AS "storeIds"
       FROM membership m JOIN user_account u ON u.id = m.user_id
      WHERE m.id = $1 AND m.organization_id = $2
        FOR UPDATE OF m`,
    [id, organizationId],
  )
  const member = rows[0]
  if (!member) throw new AppError('not_found', 'This person is not a member any more. Reload the page.')
  return member
}
