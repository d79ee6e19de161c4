'use client'
import { parseAsInteger, parseAsIsoDateTime, useQueryStates } from 'nuqs'

const parsers = { at: parseAsIsoDateTime, page: parseAsInteger }

/** The moment the catalogue is looked at as of, in the URL (`?at=`); absent, it is looked at as it is. */
export function useAsOf() {
  const [{ at }, setState] = useQueryStates(parsers, { history: 'push' })
  return {
    at: at ?? undefined,
    setAt: (moment: Date | null) => void setState({ at: moment, page: null }),
  }
}
