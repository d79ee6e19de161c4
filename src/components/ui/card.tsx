import clsx from 'clsx'
import { type ReactNode, useId } from 'react'

type CardProps = {
  title?: string | undefined
  description?: ReactNode
  /** Beside the title. */
  actions?: ReactNode
  /** Without padding: for tables and lists that run to the edge. */
  flush?: boolean
  className?: string | undefined
  children: ReactNode
}

/** A framed part of a page, a region of its own when it has a title. */
export function Card({ title, description, actions, flush = false, className, children }: CardProps) {
  const titleId = useId()
  return (
    <section
      aria-labelledby={title === undefined ? undefined : titleId}
      className={clsx('min-w-0 rounded-card border border-line bg-surface', className)}
    >
      {title !== undefined && (
        <div className={clsx('flex min-h-12 items-center gap-3 px-4 py-2', flush && 'border-b border-line')}>
          <div className="min-w-0 flex-1">
            <h2 id={titleId} className="text-sm font-semibold">
              {title}
            </h2>
            {description !== undefined && <p className="text-dense text-ink-muted">{description}</p>}
          </div>
          {actions}
        </div>
      )}
      <div className={flush ? undefined : clsx('px-4 pb-4', title === undefined && 'pt-4')}>{children}</div>
    </section>
  )
}
