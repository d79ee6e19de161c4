/** Vendor-neutral customers and orders of the pretend stores. Times are epoch milliseconds, days YYYY-MM-DD, money minor units. */

type Paper = { number: string; state: string; expiresOn: string }

export type WorldCustomer = {
  id: string
  firstName: string
  lastName: string
  email: string | null
  /** Ten digits. */
  phone: string | null
  bornOn: string
  type: 'adult' | 'medical'
  medicalCard: Paper | null
  license: Paper | null
  address: { street: string; city: string; state: string; postalCode: string } | null
  consent: { email: boolean; sms: boolean }
  points: number
  status: 'active' | 'banned'
  createdAt: number
  updatedAt: number
}

/** Steps an order goes through; `cancelled` and `completed` are the ends. */
export const orderStatuses = [
  'pending',
  'preparing',
  'ready',
  'out_for_delivery',
  'completed',
  'cancelled',
] as const
export type WorldOrderStatus = (typeof orderStatuses)[number]

export type WorldOrderLine = {
  id: string
  productId: string
  /** As staff typed the product's name when it was sold. */
  name: string
  /** Units, or grams when sold loose. */
  quantity: number
  unit: 'each' | 'g'
  unitPriceMinor: number
  discountMinor: number
  /** `unitPriceMinor × quantity − discountMinor`. */
  totalMinor: number
}

export type WorldOrder = {
  id: string
  /** What the counter calls out: six characters, unique in the store. */
  number: string
  /** What an outside system called it when it placed it; null for the till's own. */
  reference: string | null
  status: WorldOrderStatus
  customerId: string | null
  type: 'adult' | 'medical'
  fulfilment: 'in_store' | 'pickup' | 'delivery'
  lines: WorldOrderLine[]
  /** Before discounts. */
  subtotalMinor: number
  discountMinor: number
  taxMinor: number
  /** `subtotalMinor − discountMinor + taxMinor`. */
  totalMinor: number
  placedAt: number
  completedAt: number | null
  updatedAt: number
}

export type People = { customers: readonly WorldCustomer[]; orders: readonly WorldOrder[] }
