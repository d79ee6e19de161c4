'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { counted } from '#lib/numbers.ts'
import { exactTime } from '#lib/time.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Inputs, Outputs } from '#trpc/types.ts'

type Selection = Inputs['notices']['replay']['selection']

type ReplayDialogProps = {
  selection: Selection
  storeId?: string | undefined
  timeZone: string
  onClose: () => void
  onStarted: (replayId: string) => void
}

/** Says what a replay would do, with the count, and starts it. */
export function ReplayDialog({ selection, storeId, timeZone, onClose, onStarted }: ReplayDialogProps) {
  const trpc = useTRPC()
  const preview = useQuery(trpc.notices.previewReplay.queryOptions({ selection, storeId }, { staleTime: 0 }))
  const replay = useMutation(
    trpc.notices.replay.mutationOptions({ onSuccess: ({ replayId }) => onStarted(replayId) }),
  )
  const { data } = preview
  if (data === undefined || data.count === 0) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={data === undefined ? 'Replay' : 'Nothing to replay'}
        actions={<Button onClick={onClose}>Close</Button>}
      >
        {preview.isError ? (
          <p role="alert" className="text-failing">
            {messageOf(preview.error)}
          </p>
        ) : data === undefined ? (
          <SkeletonText lines={3} />
        ) : (
          <p className="text-ink-muted">
            Tests, and notices made of what polling found, have nothing to apply; and bodies are kept for a
            limited time. A full sync of the connection reads everything as it is now.
          </p>
        )}
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Replay ${counted(data.count, 'delivery', 'deliveries')}?`}
      confirmLabel={`Replay ${counted(data.count, 'delivery', 'deliveries')}`}
      danger={false}
      busy={replay.isPending}
      onConfirm={() => replay.mutate({ selection, storeId })}
    >
      <ReplayWords preview={data} timeZone={timeZone} />
    </ConfirmDialog>
  )
}

type Preview = Outputs['notices']['previewReplay']

function ReplayWords({ preview, timeZone }: { preview: Preview; timeZone: string }) {
  const { count, shown, connections, from, to } = preview
  return (
    <>
      <p>
        {from !== null && to !== null && count > 1
          ? `They came from ${exactTime(from, timeZone)} to ${exactTime(to, timeZone)}`
          : `It came ${from === null ? '' : exactTime(from, timeZone)}`}
        {connections > 1 && `, over ${counted(connections, 'connection')}`}.
      </p>
      <ul className="mt-2 list-disc pl-5">
        <li>Each is worked on again, in the order in which they came, with the mapping as it is today.</li>
        <li>What Cairn knows to be fresher stays as it is: nothing goes back to an older state.</li>
        <li>New notices go first; the replay takes its turn behind them.</li>
        {shown > count && (
          <li>
            {counted(shown - count, 'other', 'others')} of the {shown.toLocaleString('en-US')} shown are left
            out: tests, repeats of one of these, what polling found, and those whose body is no longer kept.
          </li>
        )}
      </ul>
    </>
  )
}
