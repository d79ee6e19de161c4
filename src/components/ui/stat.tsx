import type { ReactNode } from 'react'
import { ScopedLink } from './scoped-link.tsx'

/** One number with its name; a link when `href` leads to the records behind it. */
export function Stat({
  label,
  value,
  detail,
  href,
}: {
  label: string
  value: ReactNode
  detail?: ReactNode
  href?: string | undefined
}) {
  const body = (
    <>
      <span className="text-dense text-ink-muted">{label}</span>
      <span className="tabular text-lg font-semibold">{value}</span>
      {detail !== undefined && <span className="tabular text-xs text-ink-muted">{detail}</span>}
    </>
  )
  const className = 'flex min-w-0 flex-col px-4 py-3'
  if (href === undefined) return <div className={className}>{body}</div>
  return (
    <ScopedLink href={href} className={`${className} -outline-offset-2 transition-colors hover:bg-hover`}>
      {body}
    </ScopedLink>
  )
}
