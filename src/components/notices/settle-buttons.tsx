'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EyeOff, RotateCw } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ButtonSize } from '#components/ui/button-class.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'

type SettleProps = { ids: string[]; size?: ButtonSize; onDone?: () => void }

/** For notices that could not be applied: have them worked on again as they are, or leave them for good with a reason. */
export function SettleButtons({ ids, size, onDone }: SettleProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [ignoring, setIgnoring] = useState(false)
  const done = (title: string) => {
    showToast({ kind: 'good', title })
    setIgnoring(false)
    onDone?.()
    return queryClient.invalidateQueries(trpc.notices.pathFilter())
  }
  const apply = useMutation(
    trpc.notices.applyAgain.mutationOptions({
      onSuccess: ({ count }) => done(`${counted(count, 'notice')} will be applied again`),
    }),
  )
  const ignore = useMutation(
    trpc.notices.ignore.mutationOptions({
      onSuccess: ({ count }) => done(`${counted(count, 'notice')} ignored`),
    }),
  )
  return (
    <>
      <Button size={size} icon={<RotateCw />} busy={apply.isPending} onClick={() => apply.mutate({ ids })}>
        Apply again
      </Button>
      <Button size={size} icon={<EyeOff />} onClick={() => setIgnoring(true)}>
        Ignore
      </Button>
      {ignoring && (
        <IgnoreDialog
          count={ids.length}
          busy={ignore.isPending}
          onClose={() => setIgnoring(false)}
          onIgnore={(reason) => ignore.mutate({ ids, reason })}
        />
      )}
    </>
  )
}

type IgnoreProps = { count: number; busy: boolean; onClose: () => void; onIgnore: (reason: string) => void }

function IgnoreDialog({ count, busy, onClose, onIgnore }: IgnoreProps) {
  const formId = useId()
  const [reason, setReason] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    if (reason.trim() !== '') onIgnore(reason.trim())
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Ignore ${counted(count, 'notice')}?`}
      description="It is not tried again. It stays in the inbox with your reason and can still be replayed."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={busy} disabled={reason.trim() === ''}>
            {`Ignore ${counted(count, 'notice')}`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label="Why"
          help="For whoever looks at it later."
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
