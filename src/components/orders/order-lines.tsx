import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { money, quantity } from '#lib/numbers.ts'
import type { OrderView } from './use-order.ts'

const dash = <span className="text-ink-faint">—</span>
const head = 'px-4 py-2 font-medium whitespace-nowrap'
const cell = 'px-4 py-2 align-top'

/** What was ordered, line by line, and what it comes to. Amounts the POS doesn't say are dashes. */
export function OrderLines({ view }: { view: OrderView }) {
  const { order, lines } = view
  const amount = (minor: number | null) => (minor === null ? dash : money(minor, order.currency))
  const sums = [
    ['Subtotal', order.subtotalMinor],
    ['Discount', order.discountMinor],
    ['Tax', order.taxMinor],
    ['Total', order.totalMinor],
  ] as const
  return (
    <Card title={`Lines (${lines.length})`} flush>
      {lines.length === 0 ? (
        <EmptyState title="The POS names no lines" />
      ) : (
        <ScrollRegion label="Lines of the order">
          <table className="w-full text-dense">
            <thead className="text-left text-xs text-ink-muted">
              <tr className="border-b border-line">
                <th scope="col" className={head}>
                  Product
                </th>
                <th scope="col" className={`${head} text-right`}>
                  Quantity
                </th>
                <th scope="col" className={`${head} text-right`}>
                  Price
                </th>
                <th scope="col" className={`${head} text-right`}>
                  Discount
                </th>
                <th scope="col" className={`${head} text-right`}>
                  Total
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.position} className="border-b border-line">
                  <th scope="row" className={`${cell} text-left font-normal`}>
                    {line.product === null ? (
                      line.name
                    ) : (
                      <ScopedLink
                        href={`/catalogue/${line.product.id}`}
                        className="text-accent-ink underline"
                      >
                        {line.name}
                      </ScopedLink>
                    )}
                  </th>
                  <td className={`${cell} tabular text-right whitespace-nowrap`}>
                    {quantity(line.quantity, 'exact', line.unit)}
                  </td>
                  <td className={`${cell} tabular text-right`}>{amount(line.unitPriceMinor)}</td>
                  <td className={`${cell} tabular text-right`}>{amount(line.discountMinor)}</td>
                  <td className={`${cell} tabular text-right`}>{amount(line.totalMinor)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              {sums.map(([label, minor]) => (
                <tr key={label} className={label === 'Total' ? 'font-semibold' : undefined}>
                  <th scope="row" colSpan={4} className={`${cell} text-right font-[inherit]`}>
                    {label}
                  </th>
                  <td className={`${cell} tabular text-right`}>{amount(minor)}</td>
                </tr>
              ))}
            </tfoot>
          </table>
        </ScrollRegion>
      )}
    </Card>
  )
}
