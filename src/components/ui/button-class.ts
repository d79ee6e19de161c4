import clsx from 'clsx'

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
