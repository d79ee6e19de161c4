import { expect, test } from 'vitest'
import { changedSince, idsAbove } from './filters.ts'

test('Times stand in quotes, ids as their number', () => {
  expect(changedSince(new Date('2026-07-14T12:00:00Z'))).toBe("updated_at:>='2026-07-14T12:00:00.000Z'")
  expect(idsAbove('gid://shopify/Customer/6100000000020')).toBe('id:>6100000000020')
})

test.each(['unidentified:abc', 'gid://shopify/InventoryLevel/1?inventory_item_id=2', null])(
  'Nothing is above %j',
  (id) => {
    expect(idsAbove(id)).toBeNull()
  },
)
