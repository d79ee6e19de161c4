'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

/** Retrying and discarding, with what is said afterwards. Both do nothing to what was seen to already. */
export function useDeadLetterActions(onDone: () => void = () => undefined) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const settle = {
    onError: (error: unknown) =>
      showToast({ kind: 'failing', title: 'Nothing was changed', description: messageOf(error) }),
    onSettled: () => queryClient.invalidateQueries(trpc.queue.pathFilter()),
  }
  const retry = useMutation(
    trpc.queue.retry.mutationOptions({
      ...settle,
      onSuccess: ({ retried, refused }) => {
        showToast({
          kind: refused > 0 ? 'failing' : 'good',
          title:
            retried === 0 && refused === 0
              ? 'They had been seen to already'
              : `${counted(retried, 'job')} put back into the queue`,
          ...(refused > 0 && {
            description: `${counted(refused, 'job')} must be edited first: the payload is not valid.`,
          }),
        })
        onDone()
      },
    }),
  )
  const discard = useMutation(
    trpc.queue.discard.mutationOptions({
      ...settle,
      onSuccess: ({ discarded }) => {
        showToast({ kind: 'good', title: `${counted(discarded, 'job')} discarded` })
        onDone()
      },
    }),
  )
  return { retry, discard }
}
