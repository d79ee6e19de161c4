import { expect, test } from 'vitest'
import { createWorld } from '../world.ts'
import { noticesOf } from './notices.ts'

test('tells of stock that is gone to the last lot, with a time', () => {
  const { stores } = createWorld({ clock: { now: () => new Date('2026-11-20T12:00:00Z') }, products: 5 })
  const store = stores.find((each) => each.lots(0).length > 0)
  if (!store) throw new Error('no store')
  const before = store.lots(0)
  store.putLots(0, [])
  const { id, updatedAt } = store.product(0)
  const [notice] = noticesOf(() => '').tell(store, { of: 'stock', kind: 'changed', id, index: 0, before })
  expect(notice?.at).toBe(updatedAt)
})
