'use client'
import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs'
import { syncEntityNames } from '#lib/entity-words.ts'
import { actionWords, type Change, flagWords, stateWords } from './words.ts'

const keysOf = <Key extends string>(record: Record<Key, unknown>) => Object.keys(record) as Key[]
export const actions = keysOf(actionWords)
export const flags = keysOf(flagWords)
export const states = keysOf<Change['state']>(stateWords)

const parsers = {
  find: parseAsString.withDefault('').withOptions({ history: 'replace' }),
  entity: parseAsArrayOf(parseAsStringLiteral(syncEntityNames)).withDefault([]),
  action: parseAsArrayOf(parseAsStringLiteral(actions)).withDefault([]),
  flag: parseAsArrayOf(parseAsStringLiteral(flags)).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(states)).withDefault([]),
  silent: parseAsBoolean.withDefault(false),
  changes: parseAsInteger.withDefault(1),
}

/** Which changes are shown, in the URL. */
export function useChangeFilter() {
  const [url, setUrl] = useQueryStates(parsers, { history: 'push' })
  const { find, changes, ...rest } = url
  return {
    url,
    filter: { ...rest, ...(find === '' ? {} : { q: find }) },
    page: Math.max(1, changes),
    set: (next: Partial<typeof url>) => void setUrl({ ...next, changes: null }),
    setPage: (page: number) => void setUrl({ changes: page }),
    clear: () =>
      void setUrl({ find: null, entity: null, action: null, flag: null, state: null, changes: null }),
  }
}
