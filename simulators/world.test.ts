import { describe, expect, it } from 'vitest'
import { sellableQuantity } from './world/changes.ts'
import type { WorldStore } from './world/store.ts'
import { createWorld, type WorldOptions } from './world.ts'

const start = Date.UTC(2026, 10, 24, 9)
const hour = 3_600_000

function stillWorld(options: Partial<WorldOptions> = {}) {
  return createWorld({ clock: { now: () => new Date(start) }, ...options })
}

function mainStore(world: ReturnType<typeof createWorld>): WorldStore {
  const store = world.stores[0]
  if (store === undefined) throw new Error('a world has stores')
  return store
}

const dump = (store: WorldStore) =>
  store.indexes().map((index) => ({ product: store.product(index), lots: store.lots(index) }))

describe('the world', () => {
  it('is the same for the same seed and another for another', () => {
    const first = dump(mainStore(stillWorld({ seed: 5, products: 200 })))
    expect(dump(mainStore(stillWorld({ seed: 5, products: 200 })))).toEqual(first)
    expect(dump(mainStore(stillWorld({ seed: 6, products: 200 })))).not.toEqual(first)
  })

  it('has three stores of the sizes the demo counts on', () => {
    expect(stillWorld().stores.map((store) => [store.profile.key, store.size()])).toEqual([
      ['pine-street', 2400],
      ['harbor', 640],
      ['mission', 180],
    ])
  })

  it('keeps the first products when the catalogue is made larger', () => {
    const small = mainStore(stillWorld({ products: 50 }))
    const large = mainStore(stillWorld({ products: 100_000 }))
    expect(large.size()).toBe(100_000)
    expect(large.product(49)).toEqual(small.product(49))
  })

  it('gives every product its own id and finds it again', () => {
    const store = mainStore(stillWorld())
    const ids = store.indexes().map((index) => store.product(index).id)
    expect(new Set(ids).size).toBe(2400)
    expect(store.find(store.product(1234).id)).toBe(1234)
    expect(store.find('nobody')).toBeNull()
  })

  it('holds the awkward cases a client has to live with', () => {
    const store = mainStore(stillWorld())
    const all = dump(store)
    const count = (accept: (one: (typeof all)[number]) => boolean) => all.filter(accept).length
    const stocked = (index: number) => sellableQuantity(store, index) > 0
    expect(count(({ product }) => product.price.kind === 'tier')).toBeGreaterThan(20)
    expect(count(({ product }) => product.price.kind === 'unset')).toBeGreaterThan(2)
    expect(count(({ product }) => product.labs.some((lab) => lab.min > lab.max))).toBeGreaterThan(2)
    expect(count(({ product }) => product.hidden)).toBeGreaterThan(20)
    expect(count(({ product }) => product.brand === null)).toBeGreaterThan(20)
    expect(count(({ product }) => product.menuTitle === null)).toBeGreaterThan(20)
    expect(count(({ lots }) => lots.length === 0)).toBeGreaterThan(20)
    expect(count(({ lots }) => lots.some((lot) => !lot.room.sellable))).toBeGreaterThan(20)
    expect(store.indexes((facts) => facts.status === 'deactivated').filter(stocked).length).toBeGreaterThan(
      20,
    )
    const names = all.map(({ product }) => product.name).join('\n')
    for (const mess of [
      ' | ',
      ' l ',
      '™',
      '⅛ oz',
      '.5g',
      'DNU ',
      '&amp;',
      'Ã©',
      '🌿',
      '(S)',
      '  ',
      '[SALE]',
    ]) {
      expect(names.includes(mess), `a name with "${mess}"`).toBe(true)
    }
  })

  it('shares a family among the sizes of one product', () => {
    const families = Map.groupBy(dump(mainStore(stillWorld())), ({ product }) => product.familyId)
    const several = [...families.values()].filter((members) => members.length > 1)
    expect(several.length).toBeGreaterThan(200)
    for (const members of several) {
      expect(new Set(members.map(({ product }) => product.category)).size).toBe(1)
      expect(new Set(members.map(({ product }) => product.strain ?? '')).size).toBeLessThanOrEqual(2)
    }
  })
})

describe('time in the world', () => {
  it('stands still unless a pace is set', () => {
    let now = start
    const world = createWorld({ clock: { now: () => new Date(now) }, products: 100 })
    const before = dump(mainStore(world))
    now += 24 * hour
    world.catchUp()
    expect(dump(mainStore(world))).toEqual(before)
  })

  it('ends in the same stock however the same stretch is cut', () => {
    const live = (stops: number[]) => {
      let now = start
      const world = createWorld({ clock: { now: () => new Date(now) }, products: 100, pace: 1 })
      for (const stop of stops) {
        now = start + stop * hour
        world.catchUp()
      }
      return dump(mainStore(world))
    }
    expect(live([1, 2, 5.5, 6])).toEqual(live([6]))
  })

  it('lowers stock by sales and raises it by deliveries, and dates both within the stretch', () => {
    const world = stillWorld({ products: 100 })
    const store = mainStore(world)
    const before = store.indexes().map((index) => sellableQuantity(store, index))
    world.advance(6 * hour)
    const moved = store.indexes().map((index) => sellableQuantity(store, index) - (before[index] ?? 0))
    expect(moved.some((change) => change < 0)).toBe(true)
    expect(moved.some((change) => change > 0)).toBe(true)
    expect(world.now()).toBe(start + 6 * hour)
    for (const index of store.restocked()) {
      const newest = Math.max(...store.lots(index).map((lot) => lot.updatedAt))
      expect(newest).toBeGreaterThan(start)
      expect(newest).toBeLessThanOrEqual(world.now())
    }
  })
})

describe('a change', () => {
  it('renames one product in the back office and on the menu, and dates it', () => {
    const world = stillWorld({ products: 100 })
    const store = mainStore(world)
    const { id } = store.product(7)
    const change = world.change('pine-street', 'rename', id)
    expect(change).toMatchObject({ sourceId: id, field: 'name' })
    expect(change?.after).not.toBe(change?.before)
    expect(store.product(7).updatedAt).toBe(start)
    expect(store.edited()).toEqual([7])
  })

  it('can leave a product without any name', () => {
    const world = stillWorld({ products: 100 })
    const store = mainStore(world)
    world.change('pine-street', 'blank-name', store.product(7).id)
    expect(store.product(7)).toMatchObject({ name: '', menuTitle: null })
  })

  it('of stock leaves the product itself as it was', () => {
    const world = stillWorld({ products: 100 })
    const store = mainStore(world)
    const before = store.product(7)
    const change = world.change('pine-street', 'deliver', before.id)
    expect(Number(change?.after)).toBeGreaterThan(Number(change?.before))
    expect(store.product(7)).toEqual(before)
    world.change('pine-street', 'sell-out', before.id)
    expect(sellableQuantity(store, 7)).toBe(0)
  })

  it('adds a product at the end and takes one away for good', () => {
    const world = stillWorld({ products: 100 })
    const store = mainStore(world)
    const added = world.change('pine-street', 'add')
    expect(store.size()).toBe(101)
    expect(store.find(added?.sourceId ?? '')).toBe(100)
    const gone = store.product(3).id
    world.change('pine-street', 'remove', gone)
    expect(store.size()).toBe(100)
    expect(store.find(gone)).toBeNull()
    expect(store.indexes()).not.toContain(3)
  })

  it('of an unknown store or product is refused', () => {
    const world = stillWorld({ products: 20 })
    expect(world.change('nowhere', 'rename')).toBeNull()
    expect(world.change('pine-street', 'rename', 'nobody')).toBeNull()
  })
})
