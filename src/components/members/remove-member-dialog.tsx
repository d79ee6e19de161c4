import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import type { MemberRow } from './members-table.tsx'

type RemoveMemberDialogProps = { member: MemberRow; onClose: () => void; onRemoved: () => void }

export function RemoveMemberDialog({ member, onClose, onRemoved }: RemoveMemberDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: () => {
        showToast({ kind: 'good', title: `${member.name} is no longer a member` })
        onRemoved()
      },
      onError: onClose,
      onSettled: () => queryClient.invalidateQueries(trpc.members.list.queryFilter()),
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove ${member.name}?`}
      confirmLabel="Remove member"
      typeToConfirm={member.email}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id: member.id })}
    >
      They lose access at once
      {member.activeSessions > 0 && `, and are signed out on ${counted(member.activeSessions, 'device')}`}.
      What they did stays in the history under their name. To let them back in, invite them again.
    </ConfirmDialog>
  )
}
