import { z } from 'zod'
import type { Cursor, Page, ReadOptions } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import { readCursor } from '../kit/read-cursor.ts'
import { offsetCursorSchema, readOffsets } from '../kit/read-offsets.ts'
import { type BlazeApi, PAGE_SIZE, type Range } from './client.ts'
import { DATE_REQUIRED } from './errors.ts'
import { beginningOf, LONGEST_RANGE_MS, readWindows, spanSince, windowCursorSchema } from './read-windows.ts'
import { toRecord } from './records.ts'

const DAY_MS = 86_400_000

/** Both ends are days that are read whole, so six days apart are seven days. */
const DAYS_WINDOW_MS = 6 * DAY_MS

/** Before any shop kept members with BLAZE. */
const FIRST_MEMBER = new Date('2013-01-01T00:00:00Z')

/** A place in a window, or in a list as a whole. */
const placeSchema = z.union([windowCursorSchema, offsetCursorSchema])

/**
 * Members modified since, in windows of seven days, or all of them: the list whole, and where BLAZE wants a range of
 * dates with it, window by window from the first year on.
 * @throws {AdapterError}
 */
export async function* readMembers(
  api: BlazeApi,
  { mode, since, cursor }: ReadOptions,
  now: Date,
): AsyncGenerator<Page> {
  const from = readCursor(placeSchema, cursor)
  const windows = (span: Range) =>
    readWindows({
      fetch: api.members,
      toRecord,
      windowMs: LONGEST_RANGE_MS,
      span,
      from: from && 'start' in from ? from : null,
    })
  if (mode === 'incremental' && since !== null) return yield* windows(spanSince(since, now))
  const everything = spanSince(FIRST_MEMBER, now)
  if (from && 'start' in from) return yield* windows(everything)
  try {
    yield* readOffsets({
      fetch: (skip) => api.members(null, skip),
      fetchPart: (skip, take) => api.members(null, skip, take),
      toRecord,
      size: PAGE_SIZE,
      from,
    })
  } catch (error) {
    if (!(error instanceof AdapterError) || error.vendorCode !== DATE_REQUIRED) throw error
    yield* windows(everything)
  }
}

/**
 * Transactions that are still worked on, then those finished since: first the ones that may finish meanwhile, so that they
 * are met again.
 * @throws {AdapterError}
 */
export async function* readTransactions(
  api: BlazeApi,
  { since, cursor }: ReadOptions,
  now: Date,
): AsyncGenerator<Page> {
  const from = readCursor(placeSchema, cursor)
  // Days are the shop's, which begin up to a day before or after those of UTC.
  const padded = { from: new Date((since ?? now).getTime() - DAY_MS), to: new Date(now.getTime() + DAY_MS) }
  const started = from && 'start' in from ? from : null
  if (started === null) {
    const active = readOffsets({
      fetch: (skip) => api.activeTransactions(skip),
      fetchPart: api.activeTransactions,
      list: 'list of what is still worked on',
      toRecord,
      size: PAGE_SIZE,
      from,
    })
    for await (const page of active) {
      const next: Cursor = page.done ? beginningOf(padded) : page.cursor
      yield { ...page, cursor: next, done: false }
    }
  }
  yield* readWindows({
    fetch: api.transactions,
    toRecord,
    windowMs: DAYS_WINDOW_MS,
    span: padded,
    from: started,
  })
}
