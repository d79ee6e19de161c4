import { z } from 'zod'
import { AdapterError } from '../errors.ts'
import { text } from '../kit/scalars.ts'
import { fieldsOf } from '../kit/source-record.ts'
import type { DutchieApi } from './client.ts'

const DAY_MS = 86_400_000

/** Packages still in stock were hardly received longer ago. */
const RECEIVED_DAYS = 360

/** How long a window may be is not documented; sales allow 60 days. */
const WINDOW_DAYS = 60

/** Adds to a package what other lists tell of it: `roomDetails` to each room quantity, `delivery` to the package. */
export type JoinPackage = (row: unknown) => unknown

const idSchema = z.object({ roomId: text, packageId: text })

/**
 * Rooms tell which of them are for quarantine. Without the role Room they stay unknown.
 * @throws {AdapterError}
 */
export async function roomJoin(api: DutchieApi): Promise<JoinPackage> {
  const rooms = new Map(
    (await unlessClosed(api.rooms)).flatMap((room) => {
      const id = idOf(room, 'roomId')
      return id === null ? [] : [[id, room] as const]
    }),
  )
  return (row) => {
    const { roomQuantities, ...fields } = fieldsOf(row)
    if (rooms.size === 0 || !Array.isArray(roomQuantities)) return row
    const joined = roomQuantities.map((quantity) => {
      const room = rooms.get(idOf(quantity, 'roomId') ?? '')
      return room === undefined ? quantity : { ...fieldsOf(quantity), roomDetails: room }
    })
    return { ...fields, roomQuantities: joined }
  }
}

/**
 * Deliveries tell when a package came in. Without the role Inventory that stays unknown.
 * @throws {AdapterError}
 */
export async function deliveryJoin(api: DutchieApi, now: Date): Promise<JoinPackage> {
  const deliveries = new Map<string, unknown>()
  for (let days = RECEIVED_DAYS; days > 0; days -= WINDOW_DAYS) {
    const from = new Date(now.getTime() - days * DAY_MS)
    const to = new Date(from.getTime() + WINDOW_DAYS * DAY_MS)
    const received = await unlessClosed(() => api.deliveries(from, to))
    for (const delivery of received) {
      const { items, ...facts } = fieldsOf(delivery)
      for (const item of Array.isArray(items) ? items : []) {
        const id = idOf(item, 'packageId')
        if (id !== null) deliveries.set(id, facts)
      }
    }
  }
  return (row) => {
    const delivery = deliveries.get(idOf(row, 'packageId') ?? '')
    return delivery === undefined ? row : { ...fieldsOf(row), delivery }
  }
}

function idOf(record: unknown, field: 'roomId' | 'packageId'): string | null {
  return idSchema.partial().safeParse(record).data?.[field] ?? null
}

/** What the key may not read, or the location does not have, is nothing. @throws {AdapterError} */
export async function unlessClosed(list: () => Promise<unknown[]>): Promise<unknown[]> {
  return list().catch((error: unknown) => {
    if (error instanceof AdapterError && ['forbidden', 'not_found'].includes(error.kind)) return []
    throw error
  })
}
