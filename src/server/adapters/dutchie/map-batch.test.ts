import { expect, test } from 'vitest'
import { packageRecord } from './fixtures/records.ts'
import { mapBatch } from './map-batch.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }
const map = (changes: Record<string, unknown> = {}) => mapBatch(packageRecord(changes), context)
const nameless = [{ roomId: 12, room: null, quantityAvailable: 9 }]

test('a package stands in each of its rooms, what is allocated with the first', () => {
  expect(
    map().draft?.map(({ locationName, quantity, reserved }) => [locationName, quantity, reserved]),
  ).toEqual([
    ['Sales Floor', '9', '2'],
    ['Vault', '3', '0'],
  ])
})

test.each([
  [
    'when it was delivered',
    { deliveredOn: '2026-07-15T02:30:00Z', addedOn: '2026-07-20T17:00:00Z' },
    '2026-07-14',
  ],
  ['else when it was entered', { deliveredOn: null, addedOn: '2026-07-20T17:00:00Z' }, '2026-07-20'],
  ['else not at all', null, null],
])('received on the day of the store: %s', (_which, delivery, day) => {
  const [batch] = map({ elsewhere: { rooms: [], delivery } }).draft ?? []
  expect(batch).toMatchObject({ receivedOn: day, harvestedOn: null, expiresOn: '2027-06-01' })
})

test('a delivery at no day is named', () => {
  const delivery = { deliveredOn: 'yesterday', addedOn: null }
  const { draft, issues } = map({ elsewhere: { delivery } })
  expect(draft?.[0]?.receivedOn).toBeNull()
  const field = 'elsewhere.delivery.deliveredOn'
  expect(issues).toContainEqual(expect.objectContaining({ code: 'invalid_value', field }))
})

test('what stands in a quarantine room is not for sale, whatever the package says', () => {
  const room = { roomId: 12, roomName: 'Back Room', isQuarantineRoom: true }
  const [batch] = map({ roomQuantities: nameless, elsewhere: { rooms: [room] } }).draft ?? []
  expect(batch).toMatchObject({ sellable: false, locationName: 'Back Room' })
  const open = { ...room, isQuarantineRoom: false }
  const [other] = map({ roomQuantities: nameless, elsewhere: { rooms: [open] } }).draft ?? []
  expect(other?.sellable).toBe(true)
})
