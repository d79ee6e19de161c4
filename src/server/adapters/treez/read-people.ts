import type { Page } from '../contract.ts'
import { type PageCursor, readPages, startOf } from '../kit/read-pages.ts'
import { PEOPLE_PAGE_SIZE, type TreezApi } from './client.ts'
import { toCustomerRecord, toTicketRecord } from './to-record.ts'

const DAY_MS = 86_400_000

/** The list of changed tickets reaches back 30 days; a little less keeps clear of its edge. */
const CHANGED_DAYS = 29

/** Before Treez. There is no list of all customers, but one of those changed since. */
const BEGINNING = new Date('2000-01-01T08:00:00Z')

/** Customers changed since, or all of them. @throws {AdapterError} */
export function readCustomers(api: TreezApi, since: Date | null, cursor: PageCursor | null) {
  const from = since ?? BEGINNING
  return readPages((page) => api.customers(page, from), toCustomerRecord, cursor, '', {
    first: PEOPLE_PAGE_SIZE,
    fetch: (page, size) => api.customers(page, from, size),
  })
}

/**
 * Tickets since a moment: those changed in the last 29 days from one list, older ones day by day as they were closed.
 * The lists come newest first and grow at the front, so a ticket may come twice.
 * @throws {AdapterError}
 */
export async function* readTickets(
  api: TreezApi,
  since: Date,
  now: Date,
  cursor: PageCursor | null,
): AsyncGenerator<Page> {
  const edge = new Date(now.getTime() - CHANGED_DAYS * DAY_MS)
  const sources = [...daysBetween(since, edge), CHANGED]
  const first = cursor === null ? 0 : Math.max(0, sources.indexOf(cursor.source))
  for (const [index, source] of sources.entries()) {
    if (index < first) continue
    const from = cursor?.source === source ? cursor : null
    const next = sources[index + 1]
    const fetch = (page: number, size?: number) =>
      source === CHANGED
        ? api.ticketsChanged(page, since > edge ? since : edge, size)
        : api.ticketsClosed(page, source, size)
    const list = source === CHANGED ? 'list of what changed' : `list of ${source}`
    const parts = { fetch, first: PEOPLE_PAGE_SIZE, list }
    for await (const page of readPages((number) => fetch(number), toTicketRecord, from, source, parts)) {
      yield page.done && next !== undefined
        ? { ...page, done: false, cursor: startOf(next), total: null }
        : { ...page, total: null }
    }
  }
}

const CHANGED = 'changed'

/** Store days as YYYY-MM-DD, a day more at either end because a store's day is not UTC's. */
function daysBetween(since: Date, until: Date): string[] {
  const days: string[] = []
  if (since >= until) return days
  for (let at = since.getTime() - DAY_MS; at <= until.getTime() + DAY_MS; at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10))
  }
  return days
}
