import type { ReactNode } from 'react'
import { ScopedLink } from './scoped-link.tsx'

type PageHeaderProps = {
  title: ReactNode
  /** One line: what this page is for, or how fresh it is. */
  description?: ReactNode
  /** Where this page hangs: [{label: 'Connections', href: '/connections'}]. */
  trail?: { label: string; href: string }[]
  /** Beside the title: a status. */
  status?: ReactNode
  /** The one action most wanted last. */
  actions?: ReactNode
}

/** Head of a page. Its title is the page's only h1. */
export function PageHeader({ title, description, trail = [], status, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {trail.length > 0 && (
          <nav aria-label="Breadcrumb" className="mb-0.5 flex gap-1.5 text-dense text-ink-muted">
            {trail.map((step) => (
              <span key={step.href} className="flex gap-1.5">
                <ScopedLink href={step.href} className="hover:text-ink hover:underline">
                  {step.label}
                </ScopedLink>
                <span aria-hidden>›</span>
              </span>
            ))}
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-lg font-semibold tracking-tight break-words">{title}</h1>
          {status}
        </div>
        {description !== undefined && <div className="mt-0.5 max-w-[72ch] text-ink-muted">{description}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
