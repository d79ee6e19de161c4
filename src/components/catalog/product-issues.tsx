import { EmptyState } from '#components/ui/empty-state.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { ProductView } from './use-product.ts'

/** What could not be taken over from the POS, and what follows from it. */
export function ProductIssues({ view }: { view: ProductView }) {
  const { issues, store, connection } = view
  if (issues.length === 0) {
    return (
      <EmptyState title="No open issue">
        Everything {connection.vendorName} says of this product was taken over.
      </EmptyState>
    )
  }
  return (
    <ul className="flex flex-col gap-2">
      {issues.map((issue) => (
        <li key={issue.id} className="flex flex-col gap-1 rounded-card border border-line bg-surface p-3">
          <div className="flex flex-wrap items-center gap-2">
            <StatusBadge
              status={issue.severity === 'error' ? 'failing' : 'attention'}
              word={issue.severity === 'error' ? 'Not taken over' : 'Taken over in part'}
            />
            {issue.field !== '' && <code className="font-mono text-xs">{issue.field}</code>}
            <span className="text-dense text-ink-muted">
              since <TimeAgo at={issue.firstSeenAt} timeZone={store.timeZone} />, last seen{' '}
              <TimeAgo at={issue.lastSeenAt} timeZone={store.timeZone} />
            </span>
          </div>
          <p>{issue.message}</p>
        </li>
      ))}
    </ul>
  )
}
