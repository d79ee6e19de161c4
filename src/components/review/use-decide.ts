'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'

const done = {
  create: 'created',
  link: 'linked',
  ignore: 'ignored',
  reopen: 'waiting again',
} as const

/** Decides about records under review, says what came of it and brings lists up to date. */
export function useDecide() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.review.decide.mutationOptions({
      onSuccess: async ({ decided }, { decision }) => {
        showToast(
          decided === 0
            ? {
                kind: 'info',
                title: 'Nothing to decide',
                description:
                  'Somebody decided about these records already, or they have no proposal to link to.',
              }
            : { kind: 'good', title: `${counted(decided, 'record')} ${done[decision.kind]}` },
        )
        await Promise.all([
          queryClient.invalidateQueries(trpc.review.pathFilter()),
          queryClient.invalidateQueries(trpc.catalog.pathFilter()),
        ])
      },
    }),
  )
}
