import { z } from 'zod'
import { changeRole } from '#server/access/members/change-role.ts'
import { endMemberSessions } from '#server/access/members/end-member-sessions.ts'
import { inviteMember } from '#server/access/members/invite-member.ts'
import { listInvitations } from '#server/access/members/list-invitations.ts'
import { listMembers } from '#server/access/members/list-members.ts'
import { removeMember } from '#server/access/members/remove-member.ts'
import { revokeInvitation } from '#server/access/members/revoke-invitation.ts'
import { roles } from '#server/access/permissions.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { permittedProcedure, router } from '../../init.ts'

const read = permittedProcedure('members.read')
const write = permittedProcedure('members.write')

const byId = z.object({ id: z.uuid() })
const grant = z.object({
  role: z.enum(roles),
  storeIds: z.array(z.uuid()).min(1, 'Choose at least one store.').max(1_000).nullable(),
})
const invitation = grant.extend({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email('Enter an e-mail address such as ana@example.com.').max(254)),
})

/** The people of the organisation and the invitations on their way. Who may do what: access/members/rules.ts. */
export const membersRouter = router({
  list: read.query(({ ctx }) => listMembers(pool, ctx.membership, systemClock.now())),
  invitations: read.query(({ ctx }) => listInvitations(pool, ctx.membership, systemClock.now())),

  invite: write
    .input(invitation)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => inviteMember(tx, actorOf(ctx), { ...input, now: systemClock.now() })),
    ),
  revokeInvitation: write
    .input(byId)
    .mutation(({ ctx, input }) => inTransaction((tx) => revokeInvitation(tx, actorOf(ctx), input.id))),
  changeRole: write
    .input(grant.extend({ id: z.uuid() }))
    .mutation(({ ctx, input }) => inTransaction((tx) => changeRole(tx, actorOf(ctx), input))),
  endSessions: write
    .input(byId)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => endMemberSessions(tx, ctx, { ...input, now: systemClock.now() })),
    ),
  remove: write
    .input(byId)
    .mutation(({ ctx, input }) =>
      inTransaction((tx) => removeMember(tx, actorOf(ctx), { ...input, now: systemClock.now() })),
    ),
})

type Signed = Parameters<typeof endMemberSessions>[1]

function actorOf({ session, membership }: Signed) {
  return { userId: session.userId, membership }
}
