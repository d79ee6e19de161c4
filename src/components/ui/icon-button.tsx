import clsx from 'clsx'
import type { ComponentProps, ReactElement } from 'react'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children'> & {
  /** Says what it does; also the tooltip. */
  label: string
  icon: ReactElement
  className?: string | undefined
}

/** A button of one picture. Its label is read out and shown on hover and focus. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        {...rest}
        data-disabled={rest.disabled === true ? '' : undefined}
        aria-label={label}
        className={clsx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-muted transition-colors max-md:size-10',
          'not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink data-disabled:opacity-55 [&_svg]:size-4',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
