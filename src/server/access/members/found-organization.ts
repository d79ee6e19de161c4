import type { PoolClient } from 'pg'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { recordAudit } from '../audit.ts'
import { invitationDays } from './invitation-days.ts'
import { hashInvitationToken, newInvitationToken } from './invitation-token.ts'

/** Nobody's id: the first owner is invited from a terminal, by nobody who is a member. */
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Makes an organisation and a link by which its first owner joins.
 *
 * @param input `email` in lower case.
 * @returns the link's path; it can't be shown a second time, because only a hash of its token is kept.
 * @throws AppError `conflict` when an organisation has this name.
 */
export async function foundOrganization(
  tx: PoolClient,
  input: { name: string; email: string; now: Date },
): Promise<{ organizationId: string; link: string }> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`organization:${input.name}`])
  const same = await tx.query('SELECT 1 FROM organization WHERE lower(name) = lower($1)', [input.name])
  if (same.rowCount) throw new AppError('conflict', `There is an organisation "${input.name}" already.`)
  const organizationId = newId()
  const token = newInvitationToken()
  await tx.query('INSERT INTO organization (id, name, created_at) VALUES ($1, $2, $3)', [
    organizationId,
    input.name,
    input.now,
  ])
  await tx.query(
    `INSERT INTO invitation (id, organization_id, email, role, store_ids, token_hash, invited_by_id, expires_at, created_at)
     VALUES ($1, $2, $3, 'owner', '{}', $4, $5, $6, $7)`,
    [
      newId(),
      organizationId,
      input.email,
      hashInvitationToken(token),
      nobody,
      new Date(input.now.getTime() + invitationDays * 24 * 60 * 60_000),
      input.now,
    ],
  )
  await recordAudit(tx, { organizationId, userId: null, action: 'organization.founded' })
  return { organizationId, link: `/invite/${token}` }
}
