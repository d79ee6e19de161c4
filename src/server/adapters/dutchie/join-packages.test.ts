import { expect, test } from 'vitest'
import { AdapterError } from '../errors.ts'
import type { DutchieApi } from './client.ts'
import { packageRecord } from './fixtures/records.ts'
import { deliveryJoin, roomJoin } from './join-packages.ts'

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

test('rooms are put to the quantities that stand in them, and nothing else of the package changes', async () => {
  const vault = { roomId: 13, roomName: 'Vault', isQuarantineRoom: false, x_new: 1 }
  const join = await roomJoin(apiWith({ rooms: async () => [vault, 'damaged', { roomName: 'No id' }] }))
  const row = packageRecord()
  expect(join(row)).toEqual({
    ...row,
    roomQuantities: [
      { roomId: 12, room: 'Sales Floor', quantityAvailable: 9 },
      { roomId: 13, room: 'Vault', quantityAvailable: 3, roomDetails: vault },
    ],
  })
  expect(join('not a package')).toBe('not a package')
})

test('the last delivery of a package counts, out of windows that leave no gap', async () => {
  const windows: [Date, Date][] = []
  const items = [{ packageId: '1A4CA0100000000000000042' }]
  const join = await deliveryJoin(
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
  for (const [index, [from]] of windows.entries())
    if (index > 0) expect(from).toEqual(windows[index - 1]?.[1])
  expect(join(packageRecord())).toEqual({
    ...packageRecord(),
    delivery: { addedOn: last?.[0].toISOString(), vendor: 'Hollow Hill' },
  })
  const other = packageRecord({ packageId: 'another' })
  expect(join(other)).toBe(other)
})

test('what the key may not read stays unknown, any other failure ends the reading', async () => {
  const row = packageRecord()
  expect((await roomJoin(apiWith({ rooms: closed })))(row)).toBe(row)
  expect((await deliveryJoin(apiWith({ deliveries: closed }), now))(row)).toBe(row)
  const broken = async () => Promise.reject(new AdapterError('unavailable', 'Down.'))
  await expect(roomJoin(apiWith({ rooms: broken }))).rejects.toMatchObject({ kind: 'unavailable' })
})
