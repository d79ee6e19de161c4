'use client'
import clsx from 'clsx'
import { Equal, EqualNot, Sparkles, WandSparkles } from 'lucide-react'
import { useMemo } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { JsonView } from '#components/ui/json-view.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { type ComparedField, compareProduct } from './compare-product.ts'
import type { ProductView } from './use-product.ts'

const marks = {
  same: <Badge icon={<Equal aria-hidden />}>As received</Badge>,
  tidied: <Badge icon={<WandSparkles aria-hidden />}>Tidied</Badge>,
  changed: (
    <Badge tone="attention" icon={<EqualNot aria-hidden />}>
      Changed
    </Badge>
  ),
  derived: (
    <Badge tone="waiting" icon={<Sparkles aria-hidden />}>
      Derived
    </Badge>
  ),
} satisfies Record<ComparedField['state'], unknown>

/** What Cairn made of the record, beside the record: differences marked, every value with where it came from. */
export function ProductComparison({ view }: { view: ProductView }) {
  const fields = useMemo(() => compareProduct(view), [view])
  const { source, stockSource, store, connection } = view
  return (
    <>
      <Card title="Canonical beside source" flush>
        <ScrollRegion label="Fields of the product and of its source">
          <table className="w-full text-dense">
            <thead className="text-left text-xs text-ink-muted">
              <tr className="border-b border-line">
                <th scope="col" className="px-4 py-2 font-medium">
                  Field
                </th>
                <th scope="col" className="px-2 py-2 font-medium">
                  Canonical
                </th>
                <th scope="col" className="px-2 py-2 font-medium">
                  At {connection.vendorName}
                </th>
                <th scope="col" className="py-2 pr-4 pl-2 font-medium">
                  Difference
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr
                  key={field.label}
                  className={clsx(
                    'border-b border-line align-top last:border-b-0',
                    field.state === 'changed' && 'bg-attention-soft',
                  )}
                >
                  <th
                    scope="row"
                    className="px-4 py-2 text-left font-normal whitespace-nowrap text-ink-muted"
                  >
                    {field.label}
                  </th>
                  <td className="max-w-72 px-2 py-2 break-words">{field.canonical}</td>
                  <td className="max-w-72 px-2 py-2 break-words">
                    {field.source === null ? (
                      <span className="text-ink-muted">no single field</span>
                    ) : (
                      <>
                        {field.source.value}
                        <code className="block font-mono text-2xs text-ink-muted">{field.source.path}</code>
                      </>
                    )}
                  </td>
                  <td className="py-2 pr-4 pl-2">{marks[field.state]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Card>
      {source !== null && (
        <Card
          title="Source record"
          description={
            <>
              Version {source.version}, kept as received{' '}
              <TimeAgo at={source.changedAt} timeZone={store.timeZone} />
            </>
          }
        >
          <JsonView label="Payload of the source record" value={source.payload} />
        </Card>
      )}
      {stockSource !== null && (
        <Card
          title="Source of the stock"
          description={
            <>
              Received <TimeAgo at={stockSource.changedAt} timeZone={store.timeZone} />
            </>
          }
        >
          <JsonView label="Payload of the stock" value={stockSource.payload} />
        </Card>
      )}
    </>
  )
}
