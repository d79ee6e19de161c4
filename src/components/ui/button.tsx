import { Button as BaseButton } from '@base-ui/react/button'
import clsx from 'clsx'
import type { ReactNode, Ref } from 'react'
import { ScopedLink } from './scoped-link.tsx'
import { Spinner } from './spinner.tsx'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium'

const looks: Record<ButtonLook, string> = {
  primary: 'border-transparent bg-accent text-on-accent not-data-disabled:hover:bg-accent-hover',
  secondary: 'border-line-strong bg-raised text-ink not-data-disabled:hover:bg-hover',
  quiet:
    'border-transparent text-ink-muted not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink',
  danger:
    'border-transparent bg-failing-solid text-on-failing not-data-disabled:hover:bg-failing-solid-hover',
}

const sizes: Record<ButtonSize, string> = {
  small: 'h-7 px-2 text-dense',
  medium: 'h-8 px-3 text-sm max-md:h-10',
}

/** Classes of a button, for the few places where a plain anchor must look like one. */
export function buttonClass(look: ButtonLook = 'secondary', size: ButtonSize = 'medium'): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-control border font-medium whitespace-nowrap select-none',
    'transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
    looks[look],
    sizes[size],
  )
}

type ButtonProps = Omit<BaseButton.Props, 'className'> & {
  look?: ButtonLook | undefined
  size?: ButtonSize | undefined
  /** Shows a spinner and refuses clicks, keeping focus and width. */
  busy?: boolean | undefined
  icon?: ReactNode
  className?: string | undefined
  ref?: Ref<HTMLElement> | undefined
}

/** A verb with its object: "Run sync now". `type` is "button" unless told otherwise. */
export function Button({
  look,
  size,
  busy = false,
  icon,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      disabled={busy || disabled === true}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={clsx(buttonClass(look, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </BaseButton>
  )
}

type LinkButtonProps = {
  href: string
  look?: ButtonLook | undefined
  size?: ButtonSize | undefined
  icon?: ReactNode
  className?: string | undefined
  children: ReactNode
}

/** A link that looks like a button and keeps the store scope. */
export function LinkButton({ href, look, size, icon, className, children }: LinkButtonProps) {
  return (
    <ScopedLink href={href} className={clsx(buttonClass(look, size), className)}>
      {icon}
      {children}
    </ScopedLink>
  )
}
