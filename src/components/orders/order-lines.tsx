import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { money, quantity } from '#lib/numbers.ts'
import type { OrderView } from './use-order.ts'

type Line = OrderView['lines'][number]

const dash = <span className="text-ink-faint">—</span>
const rowClass = 'flex items-baseline gap-4 px-4 py-2'

/** What was ordered, line by line, and what it comes to. Amounts the POS doesn't say are dashes. */
export function OrderLines({ view }: { view: OrderView }) {
  const { order, lines } = view
  const amount = (minor: number | null) => (minor === null ? dash : money(minor, order.currency))
  const sums = [
    ['Subtotal', order.subtotalMinor],
    ['Discount', order.discountMinor],
    ['Tax', order.taxMinor],
  ] as const
  return (
    <Card title={`Lines (${lines.length})`} flush>
      {lines.length === 0 ? (
        <EmptyState title="The POS names no lines" />
      ) : (
        <ul className="text-dense">
          {lines.map((line) => (
            <li key={line.position} className={`${rowClass} border-b border-line`}>
              <span className="min-w-0 flex-1 break-words">
                <LineName line={line} />
                <span className="tabular block text-ink-muted">{reckoning(line, order.currency)}</span>
              </span>
              <span className="tabular">{amount(line.totalMinor)}</span>
            </li>
          ))}
        </ul>
      )}
      <dl className="py-1 text-dense">
        {sums.map(([label, minor]) => (
          <div key={label} className={`${rowClass} py-1`}>
            <dt className="flex-1 text-ink-muted">{label}</dt>
            <dd className="tabular">{amount(minor)}</dd>
          </div>
        ))}
        <div className={`${rowClass} font-semibold`}>
          <dt className="flex-1">Total</dt>
          <dd className="tabular">{amount(order.totalMinor)}</dd>
        </div>
      </dl>
    </Card>
  )
}

function LineName({ line: { product, name } }: { line: Line }) {
  if (product === null) return name
  return (
    <ScopedLink href={`/catalogue/${product.id}`} className="text-accent-ink underline">
      {name}
    </ScopedLink>
  )
}

/** "2 × $29.00, less $5.00". */
function reckoning(line: Line, currency: string): string {
  const { unitPriceMinor, discountMinor } = line
  const price = unitPriceMinor === null ? '' : ` × ${money(unitPriceMinor, currency)}`
  const less = discountMinor ? `, less ${money(discountMinor, currency)}` : ''
  return `${quantity(line.quantity, 'exact', line.unit)}${price}${less}`
}
