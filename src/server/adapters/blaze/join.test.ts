import { expect, test, vi } from 'vitest'
import { AdapterError } from '../errors.ts'
import { productRecord } from './fixtures/records.ts'
import { namesFrom, withBrand, withRooms } from './join.ts'
import { toRecord } from './records.ts'

const brandId = '60a1b2c3d4e5f60718293a03'
const names = new Map([[brandId, 'Hollow Hill']])
const record = (changes: Record<string, unknown>) => toRecord(productRecord(changes))

test.each([
  { brand: null },
  { brand: undefined },
  { brand: { id: brandId } },
  { brand: brandId, brandId: null },
])('a brand told as %j gets its name', async (changes) => {
  const [joined] = await withBrand([record(changes)], async () => names)
  expect(joined?.payload).toMatchObject({ brand: { id: brandId, name: 'Hollow Hill' }, sku: 'LL35' })
})

test('products that name their brand, or have none, are left as they came, and no list is asked for', async () => {
  const brands = vi.fn(async () => names)
  const records = [record({}), record({ brand: null, brandId: null }), record({ brand: 'Hollow Hill' })]
  expect(await withBrand(records, brands)).toEqual(records)
  expect(brands).not.toHaveBeenCalled()
})

test('a brand nobody lists stays an id', async () => {
  const unknown = record({ brand: null, brandId: '60a1b2c3d4e5f60718293aff' })
  expect(await withBrand([unknown], async () => names)).toEqual([unknown])
})

test('a product is joined with the rooms it stands in, and with no others', () => {
  const rooms = new Map([
    ['60a1b2c3d4e5f60718293a10', 'Sales Floor'],
    ['60a1b2c3d4e5f60718293a19', 'Basement'],
  ])
  expect(withRooms(record({}), rooms).payload).toMatchObject({
    rooms: [{ id: '60a1b2c3d4e5f60718293a10', name: 'Sales Floor' }],
  })
})

test('a list that is closed to the key gives no names; one that fails otherwise fails the reading', async () => {
  const failing = (kind: 'forbidden' | 'unavailable') => async () => {
    throw new AdapterError(kind, 'no')
  }
  expect((await namesFrom(failing('forbidden'))).size).toBe(0)
  await expect(namesFrom(failing('unavailable'))).rejects.toMatchObject({ kind: 'unavailable' })
})
