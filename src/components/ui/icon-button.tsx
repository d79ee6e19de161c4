import { Button as BaseButton } from '@base-ui/react/button'
import clsx from 'clsx'
import type { ReactElement, Ref } from 'react'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<BaseButton.Props, 'className' | 'children'> & {
  /** Says what it does; also the tooltip. */
  label: string
  icon: ReactElement
  className?: string | undefined
  ref?: Ref<HTMLElement> | undefined
}

/** A button of one picture. Its label is read out and shown on hover and focus. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <BaseButton
        {...rest}
        aria-label={label}
        className={clsx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-muted transition-colors max-md:size-10',
          'not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink data-disabled:opacity-55 [&_svg]:size-4',
          className,
        )}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  )
}
