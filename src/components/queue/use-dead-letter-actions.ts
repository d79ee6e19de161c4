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
      onSuccess: ({ retried, refused, orphaned }) => {
        const left = [
          ...(refused > 0
            ? [`${counted(refused, 'job')} must be edited first: the payload is not valid.`]
            : []),
          ...(orphaned > 0 ? [`${counted(orphaned, 'job')} can only be discarded: connection removed.`] : []),
        ]
        showToast({
          kind: left.length > 0 ? 'failing' : 'good',
          title:
            retried === 0 && left.length === 0
              ? 'They had been seen to already'
              : `${counted(retried, 'job')} put back into the queue`,
          ...(left.length > 0 && { description: left.join(' ') }),
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
