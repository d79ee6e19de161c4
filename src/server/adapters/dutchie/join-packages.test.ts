import { expect, test } from 'vitest'
import { AdapterError } from '../errors.ts'
import type { DutchieApi } from './client.ts'
import { packageRecord } from './fixtures/records.ts'
import { readDeliveries, readRooms, withElsewhere } from './join-packages.ts'

const now = new Date('2026-07-20T12:00:00Z')
const closed = async () => Promise.reject(new AdapterError('forbidden', 'The role is missing.'))
const unused = () => Promise.reject(new Error('not used'))
const apiWith = (lists: Partial<DutchieApi>): DutchieApi => ({
  reach: unused,
  signIn: unused,
  products: unused,
  inventory: unused,
  rooms: unused,
  deliveries: unused,
  customers: unused,
  transactions: unused,
  preorders: unused,
  ...lists,
})

test('the rooms a package stands in are told, others and damaged ones are not', async () => {
  const vault = { roomId: 13, roomName: 'Vault', isQuarantineRoom: false, x_new: 1 }
  const others = ['damaged', { roomName: 'No id' }, { roomId: 99, roomName: 'Elsewhere' }]
  const roomsOf = await readRooms(apiWith({ rooms: async () => [vault, ...others] }))
  expect(roomsOf([packageRecord()])).toEqual([vault])
  expect(roomsOf(['not a package', packageRecord({ roomQuantities: null })])).toEqual([])
})

test('what was received stays as it is, and alone where nothing else is known', () => {
  const row = packageRecord()
  expect(withElsewhere(row, { rooms: [1], delivery: { addedOn: 'then' } })).toEqual({
    ...row,
    elsewhere: { rooms: [1], delivery: { addedOn: 'then' } },
  })
  expect(withElsewhere(row, { rooms: [], delivery: undefined })).toBe(row)
})

test('the last delivery of a package counts, out of windows that leave no gap', async () => {
  const windows: [Date, Date][] = []
  const items = [{ packageId: '1A4CA0100000000000000042' }]
  const deliveryOf = await readDeliveries(
    apiWith({
      deliveries: async (from, to) => {
        windows.push([from, to])
        const addedOn = from.toISOString()
        return [{ addedOn, vendor: 'Hollow Hill', items }, { addedOn, items: null }, 7]
      },
    }),
    now,
  )
  const [last] = windows.slice(-1)
  expect(last?.[1]).toEqual(now)
  for (const [index, [from]] of windows.entries()) {
    if (index > 0) expect(from).toEqual(windows[index - 1]?.[1])
  }
  const delivery = { addedOn: last?.[0].toISOString(), vendor: 'Hollow Hill' }
  expect(deliveryOf(packageRecord())).toEqual(delivery)
  expect(deliveryOf(packageRecord({ packageId: 'another' }))).toBeUndefined()
})

test('what the key may not read stays unknown, any other failure ends the reading', async () => {
  const row = packageRecord()
  expect((await readRooms(apiWith({ rooms: closed })))([row])).toEqual([])
  expect((await readDeliveries(apiWith({ deliveries: closed }), now))(row)).toBeUndefined()
  const broken = async () => Promise.reject(new AdapterError('unavailable', 'Down.'))
  await expect(readRooms(apiWith({ rooms: broken }))).rejects.toMatchObject({ kind: 'unavailable' })
})
