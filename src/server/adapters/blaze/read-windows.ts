import { z } from 'zod'
import type { Page, SourceRecord } from '../contract.ts'
import { offsetCursorSchema, readOffsets } from '../kit/read-offsets.ts'
import type { ListPage } from '../kit/read-pages.ts'
import { PAGE_SIZE, type Range } from './client.ts'

/** Where to go on within a window, where the window begins and where the last one ends; epoch ms. */
export const windowCursorSchema = offsetCursorSchema.extend({ start: z.int(), until: z.int() })
type WindowCursor = z.infer<typeof windowCursorSchema>

const beginning = { skip: 0, anchors: '', longest: 0, returns: 0 }

/**
 * Reads a list that is asked for by a range of dates, window by window, each to its end. The end of the last window
 * stands in the cursor, so that going on reads what was meant to be read at the beginning.
 * @param options.windowMs how long a window is
 * @param options.from where reading stopped; `span` is then that of the cursor
 */
export async function* readWindows(options: {
  fetch: (range: Range, skip: number) => Promise<ListPage>
  toRecord: (payload: unknown) => SourceRecord
  windowMs: number
  span: Range
  from: WindowCursor | null
}): AsyncGenerator<Page> {
  const { fetch, toRecord, windowMs, span } = options
  let cursor: WindowCursor = options.from ?? {
    ...beginning,
    start: span.from.getTime(),
    until: span.to.getTime(),
  }
  for (;;) {
    const { start, until } = cursor
    const end = Math.min(start + windowMs, until)
    const range = { from: new Date(start), to: new Date(end) }
    const pages = readOffsets({
      fetch: (skip) => fetch(range, skip),
      toRecord,
      size: PAGE_SIZE,
      from: offsetCursorSchema.parse(cursor),
    })
    for await (const { records, cursor: within, done: ended } of pages) {
      const done = ended && end >= until
      cursor = ended
        ? { ...beginning, start: end, until }
        : { ...offsetCursorSchema.parse(within), start, until }
      yield { records, cursor, done, total: null }
      if (done) return
    }
  }
}
