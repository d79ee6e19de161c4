'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'

/** The decisions on a run that waits; each reads the run and its changes again. */
export function useDecisions(onDone: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const settled = async () => {
    onDone()
    await Promise.all([
      queryClient.invalidateQueries(trpc.runs.pathFilter()),
      queryClient.invalidateQueries(trpc.changes.pathFilter()),
      queryClient.invalidateQueries(trpc.connections.pathFilter()),
    ])
  }
  const approve = useMutation(
    trpc.changes.approve.mutationOptions({
      onSuccess: ({ approved, refused }) => {
        showToast({
          kind: 'good',
          title: `${counted(approved, 'change')} approved`,
          description: `A worker writes ${approved === 1 ? 'it' : 'them'} now.${refused > 0 ? ` ${counted(refused, 'other')} refused.` : ''}`,
        })
      },
      onSettled: settled,
    }),
  )
  const refuse = useMutation(
    trpc.changes.refuse.mutationOptions({
      onSuccess: ({ refused }) =>
        showToast({
          kind: 'good',
          title: `${counted(refused, 'change')} refused`,
          description: 'The same version is not taken in until the POS says something else.',
        }),
      onSettled: settled,
    }),
  )
  const discard = useMutation(trpc.changes.discard.mutationOptions({ onSettled: settled }))
  return { approve, refuse, discard, busy: approve.isPending || refuse.isPending || discard.isPending }
}
