import type { WorldCustomer, WorldOrder, WorldOrderLine, WorldOrderStatus } from './people-types.ts'
import type { Random } from './random.ts'
import type { WorldProduct } from './types.ts'

const hour = 3_600_000
const taxRate = 0.1525

/** Everything of a sale that chance does not decide. `placedAt` in epoch ms. */
export type Sale = {
  customer: WorldCustomer | null
  /** Products on offer; what has no price is passed over. */
  products: readonly WorldProduct[]
  placedAt: number
  status: WorldOrderStatus
  /** Whether it came from outside the till, with a reference of the other side. */
  reference: string | null
}

/** @returns an order, or null when none of the products has a price */
export function drawOrder(random: Random, sale: Sale): WorldOrder | null {
  const { customer, placedAt, status, reference } = sale
  const lines = sale.products.map((product) => drawLine(random, product)).filter((line) => line !== null)
  if (lines.length === 0) return null
  const sum = (amount: (line: WorldOrderLine) => number) =>
    lines.reduce((total, line) => total + amount(line), 0)
  const discountMinor = sum((line) => line.discountMinor)
  const subtotalMinor = sum((line) => line.totalMinor) + discountMinor
  const taxMinor = Math.round((subtotalMinor - discountMinor) * taxRate)
  const delivered = status === 'out_for_delivery' || (reference !== null && random.chance(0.25))
  const completedAt = status === 'completed' ? placedAt + random.int(3, 90) * 60_000 : null
  return {
    id: random.uuid(),
    number: random
      .int(36 ** 5, 36 ** 6 - 1)
      .toString(36)
      .toUpperCase(),
    reference,
    status,
    customerId: customer?.id ?? null,
    type: customer?.type ?? 'adult',
    fulfilment: delivered ? 'delivery' : reference === null ? 'in_store' : 'pickup',
    lines,
    subtotalMinor,
    discountMinor,
    taxMinor,
    totalMinor: subtotalMinor - discountMinor + taxMinor,
    placedAt,
    completedAt,
    updatedAt: completedAt ?? placedAt + random.int(0, 1) * hour,
  }
}

function drawLine(random: Random, product: WorldProduct): WorldOrderLine | null {
  const { price } = product
  if (price.kind === 'unset') return null
  const loose = price.kind === 'tier'
  const quantity = loose ? random.pick([1, 3.5, 7, 14]) : random.int(1, 3)
  const unitPriceMinor =
    price.kind === 'flat'
      ? price.minor
      : (price.steps.findLast(({ fromGrams }) => fromGrams <= quantity)?.perGramMinor ?? 1000)
  const full = Math.round(unitPriceMinor * quantity)
  const discountMinor = random.chance(0.15) ? Math.round(full / 10) : 0
  return {
    id: random.uuid(),
    productId: product.id,
    name: product.name,
    quantity,
    unit: loose ? 'g' : 'each',
    unitPriceMinor,
    discountMinor,
    totalMinor: full - discountMinor,
  }
}
