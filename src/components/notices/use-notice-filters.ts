'use client'
import { parseAsArrayOf, parseAsIsoDateTime, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { momentOf } from '#lib/zoned-time.ts'
import { noticeOrigins, noticeStates } from './words.ts'

const hour = 3_600_000
/** "Received within": the length of each choice in milliseconds. */
const spans = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour }
export type Within = keyof typeof spans
export const withins = Object.keys(spans) as Within[]

/** A question about "the last 24 h" starts at the same moment for this long, so that its answer can be kept. */
const roundMs = 60_000

const parsers = {
  q: parseAsString.withDefault(''),
  vendor: parseAsString,
  connection: parseAsString,
  topic: parseAsArrayOf(parseAsString).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(noticeStates)).withDefault([]),
  origin: parseAsArrayOf(parseAsStringLiteral(noticeOrigins)).withDefault([]),
  within: parseAsStringLiteral(withins).withDefault('day'),
  /** Times on the clocks of the zone the screen names, "2026-11-24T09:00"; they count instead of `within`. */
  since: parseAsString,
  until: parseAsString,
}

/** The page of the list: beyond this delivery. */
const place = {
  go: parseAsStringLiteral(['older', 'newer']).withDefault('older'),
  at: parseAsIsoDateTime,
  beside: parseAsString,
}

const firstPage = { go: null, at: null, beside: null }

export type NoticeFilters = ReturnType<typeof useNoticeFilters>

/**
 * The filters of the inbox and its page, in the URL. Changing a filter goes back to the newest.
 * @param timeZone whose clocks `since` and `until` are read on
 */
export function useNoticeFilters(timeZone: string) {
  const [filters, setFilters] = useQueryStates(parsers, { history: 'push' })
  const [page, setPage] = useQueryStates(place, { history: 'push' })
  const { since, until, within } = filters
  const time = useMemo(() => {
    const exact = { since: since && momentOf(since, timeZone), until: until && momentOf(until, timeZone) }
    const rounded = new Date(Math.floor(Date.now() / roundMs) * roundMs - spans[within])
    return { since: exact.since || rounded, until: exact.until || undefined }
  }, [since, until, within, timeZone])
  const change = (next: Partial<typeof filters>) => {
    void setFilters(next)
    void setPage(firstPage)
  }
  return {
    filters,
    time,
    /** As the server takes it. */
    query: {
      ...time,
      text: filters.q === '' ? undefined : filters.q,
      vendor: filters.vendor ?? undefined,
      connectionId: filters.connection ?? undefined,
      topics: filters.topic,
      states: filters.state,
      origins: filters.origin,
    },
    active:
      filters.topic.length + filters.state.length + filters.origin.length > 0 ||
      [filters.vendor, filters.connection, since, until].some((value) => value !== null) ||
      filters.q !== '' ||
      within !== 'day',
    page: {
      direction: page.go,
      from: page.at === null || page.beside === null ? null : { receivedAt: page.at, id: page.beside },
    },
    change,
    clear: () => {
      void setFilters(null)
      void setPage(firstPage)
    },
    goTo: (go: 'older' | 'newer', from: { receivedAt: Date; id: string }) =>
      void setPage({ go, at: from.receivedAt, beside: from.id }),
  }
}
