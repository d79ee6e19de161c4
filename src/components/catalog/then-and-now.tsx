'use client'
import { useQuery } from '@tanstack/react-query'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { compareMoments } from './compare-moments.ts'
import type { ProductView } from './use-product.ts'

const head = 'px-4 py-2 font-medium'
const cell = 'max-w-72 px-4 py-2 [overflow-wrap:anywhere]'
const none = <span className="text-ink-muted">none</span>

/** A product of an earlier moment beside what it is now: the fields that differ. */
export function ThenAndNow({ then }: { then: ProductView }) {
  const trpc = useTRPC()
  const now = useQuery(trpc.catalog.get.queryOptions({ id: then.product.id }))
  if (now.isError)
    return (
      <ErrorState
        title="The product as it is now could not be loaded."
        message={messageOf(now.error)}
        onRetry={() => void now.refetch()}
      />
    )
  if (now.data === undefined) return <SkeletonText lines={4} />
  const differences = compareMoments(then, now.data)
  if (differences.length === 0)
    return <p className="text-ink-muted">Nothing differs: the product is now as it was then.</p>
  return (
    <Card
      title={`${counted(differences.length, 'field')} ${differences.length === 1 ? 'differs' : 'differ'} now`}
      flush
    >
      <ScrollRegion label="Fields that differ, then and now">
        <table className="w-full text-dense">
          <thead className="text-left text-xs text-ink-muted">
            <tr className="border-b border-line">
              {['Field', 'Then', 'Now'].map((name) => (
                <th key={name} scope="col" className={head}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differences.map(({ label, before, now }) => (
              <tr key={label} className="border-b border-line align-top last:border-b-0">
                <th
                  scope="row"
                  className="px-4 py-2 text-left font-normal [overflow-wrap:anywhere] text-ink-muted"
                >
                  {label}
                </th>
                <td className={cell}>{before || none}</td>
                <td className={`${cell} bg-attention-soft font-medium`}>{now || none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}
