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

/** What other lists tell of a package, or of several; it stands beside what was received, in `elsewhere`. */
export type Elsewhere = { rooms?: unknown[]; delivery?: unknown }

const idSchema = z.object({ roomId: text, packageId: text })

/** The record with what else is known of it; unchanged where nothing is. */
export function withElsewhere(record: unknown, { rooms = [], delivery }: Elsewhere): unknown {
  if (rooms.length === 0 && delivery === undefined) return record
  return { ...fieldsOf(record), elsewhere: { rooms, ...(delivery !== undefined && { delivery }) } }
}

/**
 * Rooms tell which of them are for quarantine. Without the role Room they stay unknown.
 * @returns the rooms that packages stand in
 * @throws {AdapterError}
 */
export async function readRooms(api: DutchieApi): Promise<(packages: unknown[]) => unknown[]> {
  const rooms = await unlessClosed(api.rooms)
  return (packages) => {
    const stoodIn = new Set(
      packages.flatMap((row) => listIn(row, 'roomQuantities').map((quantity) => idOf(quantity, 'roomId'))),
    )
    return rooms.filter((room) => {
      const id = idOf(room, 'roomId')
      return id !== null && stoodIn.has(id)
    })
  }
}

/**
 * Deliveries tell when a package came in. Without the role Inventory that stays unknown.
 * @returns the last delivery of a package, without what else came with it
 * @throws {AdapterError}
 */
export async function readDeliveries(api: DutchieApi, now: Date): Promise<(row: unknown) => unknown> {
  const deliveries = new Map<string, unknown>()
  for (let days = RECEIVED_DAYS; days > 0; days -= WINDOW_DAYS) {
    const from = new Date(now.getTime() - days * DAY_MS)
    const to = new Date(from.getTime() + WINDOW_DAYS * DAY_MS)
    for (const delivery of await unlessClosed(() => api.deliveries(from, to))) {
      const { items: _, ...facts } = fieldsOf(delivery)
      for (const item of listIn(delivery, 'items')) {
        const id = idOf(item, 'packageId')
        if (id !== null) deliveries.set(id, facts)
      }
    }
  }
  return (row) => deliveries.get(idOf(row, 'packageId') ?? '')
}

function listIn(record: unknown, field: string): unknown[] {
  const list = fieldsOf(record)[field]
  return Array.isArray(list) ? list : []
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
