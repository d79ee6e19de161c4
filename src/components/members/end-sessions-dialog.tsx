import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import type { MemberRow } from './members-table.tsx'

type EndSessionsDialogProps = { member: MemberRow; own: boolean; onClose: () => void }

export function EndSessionsDialog({ member, own, onClose }: EndSessionsDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const end = useMutation(
    trpc.members.endSessions.mutationOptions({
      onSuccess: ({ ended }) =>
        showToast({ kind: 'good', title: `${counted(ended, 'session')} of ${member.name} ended` }),
      onSettled: async () => {
        onClose()
        await queryClient.invalidateQueries(trpc.members.list.queryFilter())
      },
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={own ? 'Sign out on your other devices?' : `Sign ${member.name} out everywhere?`}
      confirmLabel="End sessions"
      busy={end.isPending}
      onConfirm={() => end.mutate({ id: member.id })}
    >
      {own
        ? 'You stay signed in here. Everywhere else you have to sign in again.'
        : `${counted(member.activeSessions, 'session')} will end at once. What they were typing there is lost; they can sign in again with their password.`}
    </ConfirmDialog>
  )
}
