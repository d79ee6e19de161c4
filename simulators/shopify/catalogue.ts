import { levelsOf } from '../kit/stock-levels.ts'
import type { WorldStore } from '../world/store.ts'

/** What lists sort and filter by, so that a page needs no look at every product. */
export type Listed = { index: number; updatedAt: number; rooms: readonly string[] }

/** The products there are, in catalogue order. */
export type Catalogue = { all(): readonly Listed[] }

/** Looks at each product once, and again at those that have changed. */
export function createCatalogue(store: WorldStore): Catalogue {
  const known = new Map<number, Listed>()
  let seen = -1
  let listed: readonly Listed[] = []
  const look = (index: number): Listed => ({
    index,
    updatedAt: store.product(index).updatedAt,
    rooms: levelsOf(store.lots(index), { includeUnsellable: true }).map(({ room }) => room.id),
  })
  return {
    all() {
      if (seen === store.version()) return listed
      seen = store.version()
      for (const index of [...store.edited(), ...store.restocked()]) known.delete(index)
      listed = store.indexes().map((index) => {
        const one = known.get(index) ?? look(index)
        known.set(index, one)
        return one
      })
      return listed
    },
  }
}
