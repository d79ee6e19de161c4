'use client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { TextField } from '#components/forms/text-field.tsx'
import { Button } from './button.tsx'
import { DialogPopup } from './dialog-popup.tsx'

export type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** Exactly what will be lost, with numbers. */
  children: ReactNode
  /** The verb and its object: "Remove connection". */
  confirmLabel: string
  /** The way back, where "Cancel" could be taken for the deed. */
  dismissLabel?: string
  /** When given, this text must be typed first. */
  typeToConfirm?: string | undefined
  danger?: boolean
  busy?: boolean
  onConfirm: (typed: string) => void
}

/** What `ConfirmDialog` brings when it is opened. */
export function ConfirmPopup(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    children,
    confirmLabel,
    dismissLabel = 'Cancel',
    typeToConfirm,
    danger = true,
    busy = false,
  } = props
  const formId = useId()
  const [typed, setTyped] = useState('')
  const ready = typeToConfirm === undefined || typed.trim() === typeToConfirm

  function change(next: boolean) {
    if (!next) setTyped('')
    onOpenChange(next)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (ready) props.onConfirm(typed.trim())
  }

  return (
    <DialogPopup
      open={open}
      onOpenChange={change}
      title={title}
      actions={
        <>
          <Button onClick={() => change(false)}>{dismissLabel}</Button>
          <Button
            type="submit"
            form={formId}
            look={danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={!ready}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <div className="text-ink-muted">{children}</div>
        {typeToConfirm !== undefined && (
          <TextField
            label={`Type "${typeToConfirm}" to confirm`}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </form>
    </DialogPopup>
  )
}
