import { z } from 'zod'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import type { ListPage } from '../kit/list-page.ts'
import { offsetCursorSchema, readOffsets } from '../kit/read-offsets.ts'
import { PAGE_SIZE, type Range } from './client.ts'

/** The most that BLAZE allows a range of dates to be. */
export const LONGEST_RANGE_MS = 7 * 86_400_000

/** Clocks differ, and a change made while the last sync ended must not fall between two. */
const OVERLAP_MS = 600_000

/** Where to go on within a window, where the window begins and where the last one ends; epoch ms. */
export const windowCursorSchema = offsetCursorSchema.extend({ start: z.int(), until: z.int() })
type WindowCursor = z.infer<typeof windowCursorSchema>

const firstPage = { skip: 0, anchors: '', longest: 0, returns: 0 }

/** From a little before `since` to a little after now. */
export function spanSince(since: Date, now: Date): { from: Date; to: Date } {
  return { from: new Date(since.getTime() - OVERLAP_MS), to: new Date(now.getTime() + OVERLAP_MS) }
}

/** The beginning of the first window of a span. */
export function beginningOf({ from, to }: Range): WindowCursor {
  return { ...firstPage, start: from.getTime(), until: to.getTime() }
}

/**
 * Reads a list that is asked for by a range of dates, window by window, each to its end. The end of the last window
 * stands in the cursor, so that going on reads what was meant to be read at the beginning.
 * @param options.windowMs how long a window is
 * @param options.from where reading stopped; `span` is then that of the cursor
 */
export async function* readWindows(options: {
  fetch: (range: Range, skip: number, take?: number) => Promise<ListPage>
  toRecord: (payload: unknown) => SourceRecord
  windowMs: number
  span: Range
  from: WindowCursor | null
}): AsyncGenerator<Page> {
  const { fetch, toRecord, windowMs, span } = options
  let cursor: WindowCursor = options.from ?? beginningOf(span)
  for (;;) {
    const { start, until } = cursor
    const end = Math.min(start + windowMs, until)
    const range = { from: new Date(start), to: new Date(end) }
    const pages = readOffsets({
      fetch: (skip) => fetch(range, skip),
      fetchPart: (skip, take) => fetch(range, skip, take),
      list: `list from ${minute(range.from)} to ${minute(range.to)}`,
      toRecord,
      size: PAGE_SIZE,
      from: offsetCursorSchema.parse(cursor),
    })
    for await (const { cursor: within, done: ended, ...page } of pages) {
      const done = ended && end >= until
      cursor = ended
        ? { ...firstPage, start: end, until }
        : { ...offsetCursorSchema.parse(within), start, until }
      yield { ...page, cursor, done, total: null }
      if (done) return
    }
  }
}

const minute = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
