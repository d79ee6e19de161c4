import type { WorldStore } from '../world/store.ts'

type Known = { version: number; lists: Map<string, unknown> }

const known = new WeakMap<WorldStore, Known>()

/** Enough for the lists a few clients page through at once. */
const keptLists = 8

/**
 * The result of `build`, kept under `key` until the store changes: a client that pages through
 * 100,000 products asks for the same list hundreds of times. One key always goes with one type.
 */
export function remember<T>(store: WorldStore, key: string, build: () => T): T {
  const version = store.version()
  let entry = known.get(store)
  if (entry?.version !== version) {
    entry = { version, lists: new Map() }
    known.set(store, entry)
  }
  if (entry.lists.has(key)) return entry.lists.get(key) as T
  const built = build()
  const oldest = entry.lists.size >= keptLists ? entry.lists.keys().next().value : undefined
  if (oldest !== undefined) entry.lists.delete(oldest)
  entry.lists.set(key, built)
  return built
}

/** A query without its paging: what decides which records are in a list. */
export function filterKey(name: string, query: URLSearchParams): string {
  const filters = [...query].filter(([key]) => !/^page(_?size)?$/i.test(key))
  return `${name}?${new URLSearchParams(filters)}`
}
