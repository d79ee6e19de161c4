import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { useTRPC } from '#trpc/client.ts'
import { useMay, useMe } from '#trpc/use-me.ts'
import { roleWords } from './role-words.ts'
import { storeWords } from './store-words.ts'

/** Invitations nobody has used yet; not there when there are none. */
export function InvitationsCard() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { stores } = useMe()
  const mayWrite = useMay('members.write')
  const { data: invitations = [] } = useQuery(trpc.members.invitations.queryOptions())
  const [leaving, setLeaving] = useState<(typeof invitations)[number] | null>(null)
  const revoke = useMutation(
    trpc.members.revokeInvitation.mutationOptions({
      onSettled: async () => {
        setLeaving(null)
        await queryClient.invalidateQueries(trpc.members.invitations.queryFilter())
      },
    }),
  )
  if (invitations.length === 0) return null

  return (
    <Card title="Invitations on their way" flush>
      <ul>
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 text-dense last:border-b-0"
          >
            <span className="min-w-48 flex-1 font-medium break-all">{invitation.email}</span>
            <span>
              {roleWords[invitation.role].label} · {storeWords(invitation.storeIds, stores)}
            </span>
            <span className="text-ink-muted">
              ends <TimeAgo at={invitation.expiresAt} />
            </span>
            {mayWrite && (
              <Button size="small" onClick={() => setLeaving(invitation)}>
                Withdraw
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title="Withdraw this invitation?"
        confirmLabel="Withdraw invitation"
        busy={revoke.isPending}
        onConfirm={() => leaving && revoke.mutate({ id: leaving.id })}
      >
        The link sent to {leaving?.email} stops working at once. You can invite them again.
      </ConfirmDialog>
    </Card>
  )
}
