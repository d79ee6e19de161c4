import { expect, test } from 'vitest'
import { createWorld } from '../world.ts'
import { orderDays } from './people.ts'

const now = Date.UTC(2026, 10, 20, 9)
const clock = { now: () => new Date(now) }
const open = (saved?: ReturnType<ReturnType<typeof createWorld>['save']>) =>
  createWorld({ clock, products: 120, ...(saved && { saved }) })

function storeOf(world: ReturnType<typeof createWorld>) {
  const store = world.store('pine-street')
  if (!store) throw new Error('no such store')
  return store
}

test('The same seed draws the same customers and orders, and what they say adds up', () => {
  const { customers, orders } = storeOf(open()).people()
  expect(storeOf(open()).people()).toEqual({ customers, orders })
  expect(customers).toHaveLength(30)
  expect(orders.length).toBeGreaterThan(40)
  expect(new Set(customers.map(({ email }) => email ?? Symbol()))).toHaveLength(30)
  expect(new Set(orders.map(({ number }) => number))).toHaveLength(orders.length)
  const known = new Set(customers.map(({ id }) => id))
  for (const order of orders) {
    const full = order.lines.reduce((sum, line) => sum + line.totalMinor + line.discountMinor, 0)
    expect(order.subtotalMinor).toBe(full)
    expect(order.totalMinor).toBe(full - order.discountMinor + order.taxMinor)
    expect(order.placedAt).toBeLessThanOrEqual(now)
    expect(order.placedAt).toBeGreaterThan(now - (orderDays + 1) * 86_400_000)
    if (order.customerId !== null) expect(known).toContain(order.customerId)
  }
})

test('What happens between a store and its customers is told, seen, and kept over a restart', () => {
  const world = open()
  const joined = world.change('pine-street', 'join')
  const moved = world.change('pine-street', 'move-house', joined?.sourceId)
  const placed = world.change('pine-street', 'order', joined?.sourceId)
  const served = world.change('pine-street', 'serve', placed?.sourceId)
  const left = world.change('pine-street', 'leave', storeOf(world).people().customers[0]?.id)
  expect(served).toMatchObject({ before: 'pending', after: 'preparing' })
  for (const people of [storeOf(world).people(), storeOf(open(world.save())).people()]) {
    expect(people.customers.find(({ id }) => id === joined?.sourceId)?.phone).toBe(moved?.after)
    expect(people.customers.some(({ id }) => id === left?.sourceId)).toBe(false)
    expect(people.orders.find(({ id }) => id === placed?.sourceId)).toMatchObject({
      status: 'preparing',
      customerId: joined?.sourceId,
    })
  }
  expect(world.change('pine-street', 'serve', 'nobody knows this order')).toBeNull()
})

test('Time that passes brings orders and gets them served', () => {
  const world = open()
  const before = storeOf(world).people().orders.length
  world.advance(3_600_000)
  const { orders } = storeOf(world).people()
  expect(orders.length).toBeGreaterThanOrEqual(before + 15)
  expect(orders.slice(before).some(({ status }) => status !== 'pending')).toBe(true)
})
