'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { useScopedPush } from '#components/ui/use-scoped-push.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'

/** The way to a run's undo, which shows what it would write before it does. Nothing when it changed nothing. */
export function UndoButton({ run }: { run: Outputs['runs']['get'] }) {
  const trpc = useTRPC()
  const push = useScopedPush()
  const mayUndo = useMay('runs.approve')
  const over = run.endedAt !== null && run.status !== 'waiting_for_approval'
  const summary = useQuery(trpc.changes.summary.queryOptions({ runId: run.id }, { enabled: over && mayUndo }))
  const undo = useMutation(
    trpc.changes.undo.mutationOptions({ onSuccess: ({ runId }) => push(`/runs/${runId}?tab=changes`) }),
  )
  if (!over || !mayUndo || !summary.data || summary.data.changed.length === 0 || summary.data.tidied)
    return null
  return (
    <Button icon={<Undo2 />} busy={undo.isPending} onClick={() => undo.mutate({ runId: run.id })}>
      Undo this sync…
    </Button>
  )
}
