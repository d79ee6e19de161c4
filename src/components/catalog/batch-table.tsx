import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
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
      <ScrollRegion label="Batches with dates and lab results">
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
                  <LabResults results={batch.labResults} />
                </th>
                {several && <td className={cell}>{batch.variant.label}</td>}
                <td className={`${cell} whitespace-nowrap`}>{batch.locationName ?? dash}</td>
                <td className={`${cell} text-right`}>{quantity(batch.quantity, 'exact', batch.unit)}</td>
                <td className={`${cell} text-right`}>{quantity(batch.reserved, 'exact', batch.unit)}</td>
                <td className={`${cell} whitespace-nowrap`}>
                  {batch.expiresOn === null ? dash : calendarDay(batch.expiresOn)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  )
}

function LabResults({ results }: { results: Batch['labResults'] }) {
  if (results.length === 0) return null
  return (
    <ul aria-label="Lab results" className="mt-1 flex flex-wrap gap-x-3">
      {results.map(({ analyte, min, max, unit }) => (
        <li key={analyte} className="tabular whitespace-nowrap">
          <span className="text-ink-muted">{analyte.toUpperCase()}</span>{' '}
          {min === max ? decimal(max) : `${decimal(min)}–${decimal(max)}`} {unit}
        </li>
      ))}
    </ul>
  )
}
