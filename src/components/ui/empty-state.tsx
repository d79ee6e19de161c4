import type { ReactNode } from 'react'

/** Says why there is nothing and offers the next step. */
export function EmptyState({
  icon,
  title,
  heading: Heading = 'p',
  children,
  action,
}: {
  icon?: ReactNode
  title: string
  /** `h1` when it is all there is on the page. */
  heading?: 'p' | 'h1'
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      {icon !== undefined && <div className="mb-1 text-ink-faint [&_svg]:size-6">{icon}</div>}
      <Heading className="font-medium">{title}</Heading>
      {children !== undefined && <div className="max-w-[52ch] text-ink-muted">{children}</div>}
      {action !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
