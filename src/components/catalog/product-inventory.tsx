'use client'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { quantity } from '#lib/numbers.ts'
import { BatchTable } from './batch-table.tsx'
import { LevelHistory, type LevelOf } from './level-history.tsx'
import type { ProductView } from './use-product.ts'
import { customerWords } from './words.ts'

const head = 'px-4 py-2 font-medium'
const cell = 'px-4 py-2'

/** Where it stands, in which batches, and what the lab found. */
export function ProductInventory({ view }: { view: ProductView }) {
  const { variants, store, connection } = view
  const [level, setLevel] = useState<LevelOf | null>(null)
  const levels = variants.flatMap((variant) => variant.levels.map((level) => ({ ...level, variant })))
  const batches = variants.flatMap((variant) => variant.batches.map((batch) => ({ ...batch, variant })))
  const several = variants.length > 1
  if (levels.length === 0 && batches.length === 0) {
    return (
      <EmptyState title="No stock known">
        {connection.vendorName} has told nothing of its stock yet.
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <Card title="By location" flush>
        <ScrollRegion label="Stock by location, figures">
          <table className="w-full text-dense">
            <thead className="text-left text-xs text-ink-muted">
              <tr className="border-b border-line">
                <th scope="col" className={head}>
                  Location
                </th>
                {several && (
                  <th scope="col" className={head}>
                    Variant
                  </th>
                )}
                <th scope="col" className={head}>
                  For
                </th>
                <th scope="col" className={`${head} text-right`}>
                  Quantity
                </th>
                <th scope="col" className={head}>
                  Changed
                </th>
                <th scope="col" className={head}>
                  <span className="sr-only">History</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {levels.map((level) => (
                <tr
                  key={`${level.variant.id}:${level.locationName}:${level.customerType}`}
                  className="border-b border-line last:border-b-0"
                >
                  <th scope="row" className={`${cell} text-left font-normal`}>
                    <span className="inline-flex items-center gap-2">
                      {level.locationName}
                      {!level.sellable && <Badge>Not for sale</Badge>}
                    </span>
                  </th>
                  {several && <td className={cell}>{level.variant.label}</td>}
                  <td className={cell}>{customerWords[level.customerType]}</td>
                  <td className={`${cell} text-right font-medium`}>
                    {quantity(level.quantity, level.bound, level.unit)}
                  </td>
                  <td className={cell}>
                    <TimeAgo at={level.changedAt} timeZone={store.timeZone} />
                  </td>
                  <td className={cell}>
                    <Button
                      look="quiet"
                      size="small"
                      aria-label={`History of the stock in ${level.locationName}`}
                      onClick={() =>
                        setLevel({
                          productId: view.product.id,
                          variantId: level.variant.id,
                          location: level.locationName,
                          customerType: level.customerType,
                        })
                      }
                    >
                      History
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        {levels.some((level) => level.bound === 'at_least') && (
          <p className="border-t border-line px-4 py-2 text-dense text-ink-muted">
            ≥ means the POS only says "this many or more".
          </p>
        )}
      </Card>
      {level !== null && (
        <LevelHistory level={level} timeZone={store.timeZone} onClose={() => setLevel(null)} />
      )}
      {batches.length > 0 && <BatchTable batches={batches} several={several} />}
    </div>
  )
}
