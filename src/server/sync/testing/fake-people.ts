/** For tests only: customers and orders of the POS in memory, in a dialect of its own. */

import type { Adapter } from '#server/adapters/contract.ts'

export type FakeCustomer = {
  id: string
  name: [first: string, last: string]
  email?: string
  phone?: string
  status?: string
}

export type FakeOrder = {
  id: string
  customer?: string
  status?: string
  /** As a till prints it on the ticket; never mapped. */
  servedTo?: string
  lines: { product: string; name: string; quantity: string; price: number }[]
}

/** `count` customers c0 …, each with a name, an address and a phone number of their own. */
export function fakeCustomers(count: number): FakeCustomer[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    name: ['Marisol', `Quintero${index}`],
    email: `Marisol.Q${index}@example.test`,
    phone: `(415) 555-${String(index).padStart(4, '0')}`,
  }))
}

export const fakePlacedAt = new Date('2026-03-01T20:15:00Z')

export const mapFakePeople: Required<Pick<Adapter['map'], 'customer' | 'order'>> = {
  customer(payload) {
    const { id, name, email, phone, status } = payload as FakeCustomer
    const draft = {
      sourceId: id,
      firstName: name[0],
      lastName: name[1],
      email: email ?? null,
      phone: phone ?? null,
      bornOn: '1984-02-29',
      status: (status ?? 'active') as 'active',
      customerType: 'adult' as const,
      medicalCard: null,
      driversLicense: { number: 'D7712345', issuedBy: 'US-CA', expiresOn: null },
      address: null,
      consent: { email: true, sms: null },
      loyaltyPoints: '12.5',
      sourceCreatedAt: null,
      sourceUpdatedAt: null,
    }
    return { draft, issues: [], recordName: `Customer ${id}` }
  },
  order(payload, { currency }) {
    const { id, customer, status, lines } = payload as FakeOrder
    const totalMinor = lines.reduce((sum, line) => sum + line.price * Number(line.quantity), 0)
    const draft = {
      sourceId: id,
      number: id.toUpperCase(),
      reference: null,
      status: (status ?? 'pending') as 'pending',
      sourceStatus: status ?? 'pending',
      fulfilment: 'pickup' as const,
      customerSourceId: customer ?? null,
      customerType: null,
      placedAt: fakePlacedAt,
      completedAt: null,
      currency,
      subtotalMinor: totalMinor,
      discountMinor: null,
      taxMinor: null,
      totalMinor,
      lines: lines.map(({ product, name, quantity, price }, index) => ({
        sourceId: `${id}-${index}`,
        variantSourceId: product,
        name,
        quantity,
        unit: 'each' as const,
        unitPriceMinor: price,
        discountMinor: null,
        totalMinor: price * Number(quantity),
      })),
      sourceUpdatedAt: null,
    }
    return { draft, issues: [], recordName: id }
  },
}
