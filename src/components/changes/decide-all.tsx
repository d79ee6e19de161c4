'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { counted } from '#lib/numbers.ts'
import type { useDecisions } from './use-decisions.ts'
import { countOf, type Summary } from './words.ts'

type Props = { runId: string; summary: Summary; decisions: ReturnType<typeof useDecisions> }
type Asked = 'approve' | 'refuse' | null

/** All of it, or none: the two large decisions ask once more, with numbers. */
export function DecideAll({ runId, summary, decisions }: Props) {
  const [asked, setAsked] = useState<Asked>(null)
  const { approve, refuse, discard, busy } = decisions
  const waiting = countOf(summary, 'staged')
  const undoing = summary.mode === 'undo'
  const confirm = () => {
    setAsked(null)
    const all = { runId, selection: { all: true } } as const
    if (asked === 'approve') approve.mutate(all)
    else refuse.mutate(all)
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="primary" busy={busy} disabled={waiting === 0} onClick={() => setAsked('approve')}>
        {undoing ? 'Undo all' : 'Approve all'}
      </Button>
      {!undoing && (
        <Button busy={busy} disabled={waiting === 0} onClick={() => setAsked('refuse')}>
          Refuse all
        </Button>
      )}
      <Button look="quiet" busy={busy} onClick={() => discard.mutate({ runId })}>
        Discard
      </Button>
      <span className="text-dense text-ink-muted">
        {counted(waiting, 'change')} to decide; or select rows below.
      </span>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={asked === 'refuse' ? 'Refuse all of it?' : undoing ? 'Undo all of it?' : 'Write all of it?'}
        confirmLabel={
          asked === 'refuse'
            ? `Refuse ${counted(waiting, 'change')}`
            : `${undoing ? 'Undo' : 'Write'} ${counted(waiting, 'change')}`
        }
        danger={false}
        onConfirm={confirm}
      >
        {asked === 'refuse'
          ? 'Nothing is written, and the same versions are not taken in until the POS says something else.'
          : 'A worker writes them now. Records that have changed since are left alone. It can be undone from this page.'}
      </ConfirmDialog>
    </div>
  )
}
