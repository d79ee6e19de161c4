import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { decimal, quantity } from '#lib/numbers.ts'
import { calendarDay } from '#lib/time.ts'
import type { ProductView } from './use-product.ts'

type Variant = ProductView['variants'][number]
type Batch = Variant['batches'][number] & { variant: Variant }

const dash = <span className="text-ink-faint">—</span>
const head = 'px-4 py-2 font-medium whitespace-nowrap'
const cell = 'px-4 py-2 align-top'

/** Batches with their tags, dates and lab results, the first to expire first. */
export function BatchTable({ batches, several }: { batches: readonly Batch[]; several: boolean }) {
  return (
    <Card title={`Batches (${batches.length})`} flush>
      <div className="overflow-x-auto">
        <table className="w-full text-dense">
          <thead className="text-left text-xs text-ink-muted">
            <tr className="border-b border-line">
              <th scope="col" className={head}>
                Batch
              </th>
              {several && (
                <th scope="col" className={head}>
                  Variant
                </th>
              )}
              <th scope="col" className={head}>
                Location
              </th>
              <th scope="col" className={`${head} text-right`}>
                Quantity
              </th>
              <th scope="col" className={`${head} text-right`}>
                Reserved
              </th>
              <th scope="col" className={head}>
                Expires
              </th>
              <th scope="col" className={head}>
                Lab results
              </th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr
                key={`${batch.variant.id}:${batch.lot}:${batch.complianceTag}:${batch.locationName}`}
                className="border-b border-line last:border-b-0"
              >
                <th scope="row" className={`${cell} text-left font-normal`}>
                  {batch.lot ?? 'No lot number'}
                  {batch.complianceTag !== null && (
                    <span className="flex items-center gap-1">
                      <code className="font-mono text-xs text-ink-muted">{batch.complianceTag}</code>
                      <CopyButton text={batch.complianceTag} label="Copy compliance tag" />
                    </span>
                  )}
                  {!batch.sellable && <Badge>Not for sale</Badge>}
                </th>
                {several && <td className={cell}>{batch.variant.label}</td>}
                <td className={cell}>{batch.locationName ?? dash}</td>
                <td className={`${cell} text-right`}>{quantity(batch.quantity, 'exact', batch.unit)}</td>
                <td className={`${cell} text-right`}>{quantity(batch.reserved, 'exact', batch.unit)}</td>
                <td className={`${cell} whitespace-nowrap`}>
                  {batch.expiresOn === null ? dash : calendarDay(batch.expiresOn)}
                </td>
                <td className={cell}>
                  {batch.labResults.length === 0
                    ? dash
                    : batch.labResults.map((result) => (
                        <span key={result.analyte} className="mr-3 inline-block whitespace-nowrap">
                          <span className="text-ink-muted">{result.analyte.toUpperCase()}</span>{' '}
                          {result.min === result.max
                            ? decimal(result.max)
                            : `${decimal(result.min)}–${decimal(result.max)}`}{' '}
                          {result.unit}
                        </span>
                      ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
