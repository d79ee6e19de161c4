'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'

type Run = Pick<Outputs['runs']['list']['rows'][number], 'id' | 'mode' | 'dry' | 'read' | 'endedAt'>

/**
 * Cancels a sync: at once while it has read nothing, else after saying what is lost.
 * @param runs as they are now: what the dialog says follows them
 * @returns `dialog` is to be drawn once
 */
export function useCancelRun(runs: readonly Run[]) {
  const trpc = useTRPC()
  const [askedId, setAskedId] = useState<string | null>(null)
  const asked = runs.find(({ id }) => id === askedId)
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onSuccess: ({ status }) =>
        showToast({
          kind: 'good',
          title: status === 'cancelled' ? 'The sync was cancelled' : 'The sync stops at its next page',
        }),
      onSettled: () => setAskedId(null),
    }),
  )
  return {
    busy: cancel.isPending,
    cancel: (run: Run) => (run.read === 0 ? cancel.mutate({ id: run.id }) : setAskedId(run.id)),
    dialog: (
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={() => setAskedId(null)}
        title="Cancel this sync?"
        confirmLabel="Cancel sync"
        dismissLabel="Let it go on"
        busy={cancel.isPending}
        onConfirm={() => (asked?.endedAt === null ? cancel.mutate({ id: asked.id }) : setAskedId(null))}
      >
        {asked && lossOf(asked)}
      </ConfirmDialog>
    ),
  }
}

function lossOf({ mode, dry, read, endedAt }: Run): string {
  if (endedAt !== null) return 'It has ended meanwhile: there is nothing left to cancel.'
  if (mode === 'undo') return 'What it has taken back already stays so; the rest is left as it is.'
  const records = `${counted(read, 'record')} ${read === 1 ? 'was' : 'were'} read so far.`
  return dry
    ? `${records} The difference it was to show is thrown away. Nothing was written.`
    : `${records} What is written stays; what was only read is thrown away, and the next sync reads it again.`
}
