import clsx from 'clsx'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from './button-class.ts'
import { Spinner } from './spinner.tsx'

type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  look?: ButtonLook | undefined
  size?: ButtonSize | undefined
  /** Shows a spinner and refuses clicks, keeping focus and width. */
  busy?: boolean | undefined
  icon?: ReactNode
  className?: string | undefined
}

/** A verb with its object: "Run sync now". `type` is "button" unless told otherwise. */
export function Button({
  look,
  size,
  busy = false,
  icon,
  className,
  children,
  disabled = false,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled && !busy}
      data-disabled={disabled || busy ? '' : undefined}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? refuse : rest.onClick}
      className={clsx(buttonClass(look, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

/** Nor does it send the form it belongs to. */
function refuse(event: MouseEvent): void {
  event.preventDefault()
}
