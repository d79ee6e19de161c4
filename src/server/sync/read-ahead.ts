import type { Page } from '#server/adapters/contract.ts'
import type { Clock } from '#server/lib/clock.ts'

/** Pages fetched and taken in as one. `observedAt`: before any of their requests left. */
export type Fetched = { page: Page; pages: number; fetchMs: number; observedAt: Date }

/** So many records wait to be taken in, or one page that has more. */
const mostWaiting = 500

/**
 * Fetches pages while others are taken in. What has come meanwhile is handed out as one page, so that a POS with small
 * pages costs few transactions as long as it answers faster than its records are written, and none waits for more.
 * What waits is bounded: memory does not grow with the catalogue.
 * @throws what fetching threw, once all that came before is handed out
 */
export async function* readAhead(source: AsyncIterator<Page>, clock: Clock): AsyncGenerator<Fetched> {
  const waiting: Fetched[] = []
  let coming: Promise<void> | null = null
  let over = false
  const fetchMore = () => {
    if (over || coming || count(waiting) >= mostWaiting) return
    coming = fetchNext(source, clock).then((fetched) => {
      coming = null
      if (fetched) waiting.push(fetched)
      over = fetched === null || fetched.page.done
      fetchMore()
    })
    // Heard where it is awaited; when taking in fails first, nobody awaits it any more.
    coming.catch(() => undefined)
  }
  for (;;) {
    fetchMore()
    if (waiting.length === 0) await coming
    const [first, ...others] = waiting.splice(0, together(waiting))
    if (!first) return
    fetchMore()
    yield others.reduce(joined, first)
  }
}

/** A generator does nothing until it is asked. */
async function fetchNext(source: AsyncIterator<Page>, clock: Clock): Promise<Fetched | null> {
  const started = performance.now()
  const observedAt = clock.now()
  const { done, value } = await source.next()
  return done ? null : { page: value, pages: 1, fetchMs: performance.now() - started, observedAt }
}

const count = (fetched: Fetched[]) => fetched.reduce((sum, { page }) => sum + page.records.length, 0)

/** How many of those that wait are taken in as one: none of a record that came twice, which was found to differ. */
function together(waiting: Fetched[]): number {
  const seen = new Set<string>()
  const end = waiting.findIndex(({ page }, index) => {
    const ids = page.records.map(({ sourceId }) => String(sourceId))
    const stops = index > 0 && (seen.size + ids.length > mostWaiting || ids.some((id) => seen.has(id)))
    for (const id of ids) seen.add(id)
    return stops
  })
  return end < 0 ? waiting.length : end
}

function joined(before: Fetched, after: Fetched): Fetched {
  return {
    page: {
      records: [...before.page.records, ...after.page.records],
      cursor: after.page.cursor,
      done: after.page.done,
      total: after.page.total ?? before.page.total,
      leftOut: [...(before.page.leftOut ?? []), ...(after.page.leftOut ?? [])],
    },
    pages: before.pages + after.pages,
    fetchMs: before.fetchMs + after.fetchMs,
    observedAt: before.observedAt,
  }
}
