'use client'
import { useMutation } from '@tanstack/react-query'
import { showToast } from '#components/ui/toast.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import { useTRPC } from '#trpc/client.ts'
import { startedWords } from './run-words.ts'

/** Starts a sync from a list and stays there: a message leads to it. */
export function useStartRun() {
  const trpc = useTRPC()
  const push = useScopedPush()
  return useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: (started, { entities = [] }) =>
        showToast({
          kind: 'good',
          ...startedWords(started, entities),
          action: { label: 'Open sync', onClick: () => push(`/runs/${started.runId}`) },
        }),
    }),
  )
}
