import { beforeAll, expect, test } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { insertConnection } from '#server/catalog/queries/testing.ts'
import { pool } from '#server/db/pool.ts'
import { insertOrder } from '#server/orders/testing.ts'
import { callerFor } from '../../testing.ts'

let api: Awaited<ReturnType<typeof callerFor>>
let scope: { organizationId: string; storeId: string; connectionId: string }
beforeAll(async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  const { organizationId } = organization
  const storeId = organization.storeIds[0] ?? ''
  scope = { organizationId, storeId, connectionId: await insertConnection(pool, organizationId, storeId) }
  api = await callerFor((await organization.addPerson('viewer')).sessionId)
  await insertOrder(pool, scope, {
    number: 'NEW1',
    placedAt: '2026-03-03T10:00:00.000Z',
    fulfilment: 'delivery',
  })
  await insertOrder(pool, scope, {
    number: 'OLD2',
    placedAt: '2026-03-01T10:00:00.000Z',
    status: 'completed',
  })
  await insertOrder(pool, scope, {
    number: 'big',
    placedAt: '2026-03-02T10:00:00.000Z',
    totalMinor: 5_000_000_000,
  })
})

const numbers = async (input: Parameters<typeof api.orders.list>[0]) => {
  const { rows, total } = await api.orders.list(input)
  expect(total).toBe(rows.length)
  return rows.map(({ number }) => number)
}

test('Orders come newest first and can be narrowed by status, kind, time and number.', async () => {
  expect(await numbers({})).toEqual(['NEW1', 'big', 'OLD2'])
  expect(await numbers({ direction: 'asc' })).toEqual(['OLD2', 'big', 'NEW1'])
  expect(await numbers({ statuses: ['completed', 'cancelled'] })).toEqual(['OLD2'])
  expect(await numbers({ fulfilments: ['delivery'] })).toEqual(['NEW1'])
  expect(await numbers({ placedSince: new Date('2026-03-02T00:00:00Z') })).toEqual(['NEW1', 'big'])
  expect(await numbers({ number: 'new1' })).toEqual(['NEW1'])
  expect(await numbers({ number: 'NEW' })).toEqual([])
})

test('An order keeps its lines in order, and amounts beyond two thousand million minor units.', async () => {
  const line = {
    variantSourceId: 'v',
    unit: 'g',
    unitPriceMinor: 1200,
    discountMinor: null,
    totalMinor: 4200,
  }
  const id = await insertOrder(pool, scope, {
    number: 'LINES',
    lines: [
      { ...line, sourceId: 'l2', name: 'Loose flower', quantity: '3.5' },
      { ...line, sourceId: 'l1', name: 'Bag', quantity: '1', variantSourceId: null, unit: 'each' },
    ],
  })
  const { lines } = await api.orders.get({ id })
  expect(lines).toMatchObject([
    { name: 'Loose flower', quantity: '3.5', unit: 'g', totalMinor: 4200, product: null },
    { name: 'Bag', quantity: '1', discountMinor: null },
  ])
  expect((await api.orders.list({ number: 'BIG' })).rows).toMatchObject([{ totalMinor: 5_000_000_000 }])
})
