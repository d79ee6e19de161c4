import { applyChange, type Change, type ChangeKind } from './world/changes.ts'
import { liveTick, tickMs } from './world/passing-time.ts'
import { applyPeopleChange, isPeopleChange, type PeopleChangeKind } from './world/people-changes.ts'
import { createRandom, hash } from './world/random.ts'
import { createStore, type StoreSnapshot, type WorldStore } from './world/store.ts'
import type { StoreChange } from './world/store-change.ts'
import { storeProfiles } from './world/stores.ts'
import type { Clock } from './world/types.ts'

/** Everything first known of the stores lies before this moment, whenever they are looked at. */
export const worldEpoch = Date.UTC(2026, 10, 1)

const dayMs = 86_400_000

/** How far a world has come; JSON-safe. */
export type WorldSnapshot = {
  seed: number
  lived: number
  ticks: number
  advanced: number
  changes: number
  stores: Record<string, StoreSnapshot>
}

export type WorldOptions = {
  clock: Clock
  seed?: number
  /** Products of the first store; the others have their own size, or this when it is smaller. */
  products?: number
  /** Sales and deliveries happen as the clock goes, at this many times its speed. 0: only by `advance`. */
  pace?: number
  /** Goes on from there, its seed and sizes included; the time in between is not lived. */
  saved?: WorldSnapshot
}

/** One seeded catalogue of three stores: the same seed gives the same stores on every machine. */
export type World = {
  seed: number
  stores: readonly WorldStore[]
  store(key: string): WorldStore | undefined
  /** Now, in the stores: the clock's time and what was added by `advance`. Epoch ms. */
  now(): number
  /** Lives through what the clock has gone since the last call; call before looking. */
  catchUp(): void
  /** Lives through `ms` more at once. */
  advance(ms: number): void
  change(storeKey: string, kind: ChangeKind | PeopleChangeKind, sourceId?: string): Change | null
  /** Is told of every change of any store from now on; null is told nothing. */
  observe(listener: ((store: WorldStore, change: StoreChange) => void) | null): void
  save(): WorldSnapshot
}

/** @returns stores that are drawn as they are looked at, so that a large world costs nothing to make */
export function createWorld({ clock, products, pace = 0, saved, ...options }: WorldOptions): World {
  const seed = saved?.seed ?? options.seed ?? 1
  const startedAt = clock.now().getTime()
  const stores = storeProfiles.map((profile, i) => {
    const size =
      products === undefined ? profile.products : i === 0 ? products : Math.min(profile.products, products)
    return createStore(
      profile,
      seed,
      worldEpoch,
      size,
      startedAt - (startedAt % dayMs),
      saved?.stores[profile.key],
    )
  })
  let lived = saved?.lived ?? 0
  let ticks = saved?.ticks ?? 0
  let paced = startedAt
  let advanced = saved?.advanced ?? 0
  let changes = saved?.changes ?? 0

  const now = () => clock.now().getTime() + advanced
  /** Lives `ms` that go by between two moments; each tick is dated where it falls among them. */
  const live = (ms: number, from: number, to: number) => {
    const before = lived
    lived += ms
    while ((ticks + 1) * tickMs <= lived) {
      ticks += 1
      const at = Math.round(from + ((ticks * tickMs - before) / ms) * (to - from))
      for (const store of stores) liveTick(store, ticks, at)
    }
  }
  const catchUp = () => {
    const at = clock.now().getTime()
    if (pace > 0 && at > paced) live((at - paced) * pace, paced + advanced, at + advanced)
    paced = at
  }

  return {
    seed,
    stores,
    store: (key) => stores.find((store) => store.profile.key === key),
    now,
    catchUp,
    advance(ms) {
      catchUp()
      live(ms, now(), now() + ms)
      advanced += ms
    },
    change(storeKey, kind, sourceId) {
      const store = stores.find((one) => one.profile.key === storeKey)
      if (store === undefined) return null
      catchUp()
      changes += 1
      if (isPeopleChange(kind)) {
        return applyPeopleChange(store, kind, sourceId, { at: now(), draw: changes })
      }
      const indexes = store.indexes((facts) => facts.status === 'active')
      const random = createRandom(hash(seed, storeKey, changes, 'change'))
      const index =
        sourceId === undefined ? (indexes.length === 0 ? null : random.pick(indexes)) : store.find(sourceId)
      return index === null ? null : applyChange(store, kind, index, { at: now(), draw: changes })
    },
    observe(listener) {
      for (const store of stores) {
        store.observe(listener === null ? null : (change) => listener(store, change))
      }
    },
    save() {
      catchUp()
      const kept = stores.map((store) => [store.profile.key, store.save()] as const)
      return { seed, lived, ticks, advanced, changes, stores: Object.fromEntries(kept) }
    },
  }
}
