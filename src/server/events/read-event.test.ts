import { describe, expect, it } from 'vitest'
import { findEventType, knownEventTypes } from './event-types.ts'
import { readEvent, unknownEvents } from './read-event.ts'

const renamed = {
  type: 'product.changed',
  schemaVersion: 1,
  data: {
    name: 'Blue Dream',
    changes: [
      { field: 'name', before: 'Blue', after: 'Blue Dream' },
      { field: 'sourceCategory', before: ['Flower'], after: [] },
      { field: 'regularPriceMinor', before: 100, after: 200 },
    ],
  },
}

describe('readEvent', () => {
  it('lifts an event of version 1 to what takes its own fields back, and leaves the stored one alone', () => {
    const stored = structuredClone(renamed)
    const event = readEvent(stored)
    expect(event).toMatchObject({
      schemaVersion: 2,
      data: { ...renamed.data, undo: { product: { name: 'Blue', source_category: ['Flower'] } } },
    })
    expect(stored).toEqual(renamed)
    expect(readEvent(event)).toEqual(event)
  })

  it('keeps what a newer writer added', () => {
    const event = { type: 'order.changed', schemaVersion: 1, data: orderData({ tip: 5 }) }
    expect(readEvent(event).data).toMatchObject({ tip: 5 })
  })

  it.each([
    ['an unknown type', { type: 'moon.landed', schemaVersion: 1, data: { a: 1 } }],
    ['a version of the future', { type: 'product.changed', schemaVersion: 9, data: { b: [2] } }],
    ['data that fits no schema', { type: 'product.changed', schemaVersion: 2, data: 'text' }],
  ])('passes on %s unharmed and counts it', (_, event) => {
    const before = unknownEvents.get(event.type) ?? 0
    expect(readEvent(event)).toBe(event)
    expect(unknownEvents.get(event.type)).toBe(before + 1)
  })

  it('has a step from each version to the next, and each step ends in what the next schema takes', () => {
    for (const name of knownEventTypes()) {
      const type = findEventType(name)
      expect(type?.upcasters, name).toHaveLength((type?.versions.length ?? 0) - 1)
    }
    const type = findEventType('inventory.changed')
    const lifted = type?.upcasters[0]?.({ changes: [{ field: 'quantity', before: '1', after: '2' }] })
    expect(type?.versions[1]?.safeParse(lifted).success).toBe(true)
  })
})

function orderData(more: object) {
  return { status: 'ready', totalMinor: 100, currency: 'USD', changes: [], ...more }
}
