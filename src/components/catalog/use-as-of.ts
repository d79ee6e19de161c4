'use client'
import {
  parseAsBoolean,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs'

const parsers = {
  at: parseAsIsoDateTime,
  compare: parseAsStringLiteral(['now']),
  differing: parseAsBoolean.withDefault(false),
  page: parseAsInteger,
}

/**
 * The moment the catalogue is looked at as of, in the URL (`?at=`); absent, it is looked at as it is. `compare=now`: beside
 * what it is now; `differing`: only what differs from that. `query`: what carries it over to a link.
 */
export function useAsOf() {
  const [{ at, ...url }, setState] = useQueryStates(parsers, { history: 'push' })
  const compares = at !== null && url.compare !== null
  return {
    at: at ?? undefined,
    compares,
    differing: compares && url.differing,
    query: at === null ? '' : `?at=${at.toISOString()}${compares ? '&compare=now' : ''}`,
    setAt: (moment: Date | null) =>
      void setState(
        moment ? { at: moment, page: null } : { at: null, compare: null, differing: null, page: null },
      ),
    setCompares: (next: boolean) =>
      void setState({ compare: next ? 'now' : null, differing: null, page: null }),
    setDiffering: (next: boolean) => void setState({ differing: next, page: null }),
  }
}
