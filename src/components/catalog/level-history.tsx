'use client'
import { useQuery } from '@tanstack/react-query'
import { Lines } from '#components/charts/lines.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { count, quantity } from '#lib/numbers.ts'
import type { CustomerType } from '#server/model/product.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

export type LevelOf = { productId: string; variantId: string; location: string; customerType: CustomerType }

type LevelHistoryProps = { level: LevelOf; timeZone: string; onClose: () => void }

/** How one level came to what it is: the steps as a line, and each with what caused it. */
export function LevelHistory({ level, timeZone, onClose }: LevelHistoryProps) {
  const trpc = useTRPC()
  const { productId: id, ...key } = level
  const history = useQuery(trpc.catalog.levelHistory.queryOptions({ id, ...key }))
  const steps = history.data
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Stock in ${level.location}`}
      width="wide"
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {history.isError ? (
        <ErrorState
          title="The history could not be loaded."
          message={messageOf(history.error)}
          onRetry={() => void history.refetch()}
        />
      ) : steps === undefined ? (
        <SkeletonText lines={6} />
      ) : steps.length === 0 ? (
        <EmptyState title="Nothing has changed yet" />
      ) : (
        <div className="flex flex-col gap-4">
          <Lines
            title="Quantity"
            description="Each point is a change"
            low
            stepped
            timeZone={timeZone}
            series={[{ key: 'quantity', label: 'Quantity', meaning: 'stock' }]}
            points={steps.map(({ at, after }) => ({ at, values: { quantity: Number(after ?? 0) } }))}
            format={count}
          />
          <ol
            className="flex max-h-72 flex-col gap-1 overflow-y-auto text-dense"
            aria-label="Steps, newest first"
          >
            {steps.toReversed().map((step) => (
              <li key={step.position} className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">
                  {said(step.before, 'exact')} → {said(step.after, step.bound)}
                </span>
                <span className="text-ink-muted">
                  <TimeAgo at={step.at} timeZone={timeZone} />
                </span>
                <Cause runId={step.runId} deliveryId={step.deliveryId} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </Dialog>
  )
}

function said(value: string | null, bound: string): string {
  return value === null ? 'none' : quantity(value, bound === 'at_least' ? 'at_least' : 'exact')
}

function Cause({ runId, deliveryId }: { runId: string | null; deliveryId: string | null }) {
  const link = 'text-accent-ink underline'
  if (runId !== null)
    return (
      <ScopedLink href={`/runs/${runId}`} className={link}>
        in a sync
      </ScopedLink>
    )
  if (deliveryId === null) return null
  return (
    <ScopedLink href={`/notices/${deliveryId}`} className={link}>
      by a notice
    </ScopedLink>
  )
}
