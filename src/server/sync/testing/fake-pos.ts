/** For tests only: a POS in memory, spoken to through the adapter contract. */

import { type Adapter, defineAdapter, type Page } from '#server/adapters/contract.ts'
import { sealer } from '#server/connections/sealer.ts'
import type { SourceRecord } from '#server/model/source-record.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { OpenConnection } from '../open-connection.ts'
import { type FakeCustomer, type FakeOrder, mapFakePeople } from './fake-people.ts'

export type FakeProduct = {
  id: string
  name: string
  price: number
  stock?: Record<string, string>
  at?: Date
  brand?: string
  barcode?: string
}

/** What the POS holds, and what happens to each page on its way; both may be changed at any time. */
export type FakePos = {
  products: unknown[]
  inventory: unknown[]
  /** null: the POS has neither. */
  people: { customers: FakeCustomer[]; orders: FakeOrder[] } | null
  pageSize: number
  /** Entities it has deltas of. Its deltas hold everything, as a POS's may. */
  incremental: SyncEntity[]
  beforePage: (entity: SyncEntity, start: number, signal: AbortSignal) => Promise<void> | void
  /** Ids of products it cannot hand out. */
  broken: string[]
  /** How deletions show. */
  deletions: 'absence' | 'status'
  reads: { entity: SyncEntity; start: number; since: Date | null }[]
}

export function fakePos(products: FakeProduct[], pageSize = 5): FakePos {
  return {
    products,
    inventory: products.map(({ id, stock }) => ({ id, stock: stock ?? { floor: '10' } })),
    people: null,
    pageSize,
    incremental: ['products'],
    beforePage: () => undefined,
    broken: [],
    deletions: 'absence',
    reads: [],
  }
}

export function fakeProducts(count: number): FakeProduct[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    name: `Product ${index}`,
    price: 1000 + index,
  }))
}

/** Opens the same POS for every connection. */
export function openFake(pos: FakePos): OpenConnection {
  return async ({ connectionId, signal }) => ({
    adapter: fakeAdapter(pos),
    sealer,
    mapContext: { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' },
    close: async () => undefined,
    session: {
      async *probe() {},
      async *read(entity, { cursor, since }) {
        const all = listOf(pos, entity)
        for (let start = Number(cursor?.['next'] ?? 0); ; start += pos.pageSize) {
          pos.reads.push({ entity, start, since })
          await pos.beforePage(entity, start, signal)
          yield pageOf(all, start, pos)
          if (start + pos.pageSize >= all.length) return connectionId
        }
      },
    },
  })
}

function listOf(pos: FakePos, entity: SyncEntity): unknown[] {
  if (entity === 'products') return pos.products
  if (entity === 'inventory') return pos.inventory
  return (entity === 'customers' ? pos.people?.customers : pos.people?.orders) ?? []
}

function pageOf(all: unknown[], start: number, { pageSize: size, broken }: FakePos): Page {
  const records = all.slice(start, start + size).map((payload): SourceRecord => {
    const { id, at } = payload as { id: string; at?: Date }
    return { sourceId: id, payload, sourceUpdatedAt: at ?? null }
  })
  const leftOut = records.flatMap(({ sourceId }, index) =>
    broken.includes(sourceId)
      ? [
          {
            place: String(start + index),
            name: `Record ${start + index + 1} of the list`,
            reason: 'The POS is out of order (500).',
          },
        ]
      : [],
  )
  return {
    records: records.filter(({ sourceId }) => !broken.includes(sourceId)),
    cursor: { next: start + size },
    done: start + size >= all.length,
    total: all.length,
    leftOut,
  }
}

export const fakeAdapter = (pos: FakePos): Adapter =>
  defineAdapter({
    mapperVersion: 1,
    manifest: {
      id: 'fake',
      name: 'Fake',
      logo: '',
      tagline: '',
      signInMethods: [],
      settings: [],
      entities: pos.people ? ['products', 'inventory', 'customers', 'orders'] : ['products', 'inventory'],
      capabilities: {
        incremental: pos.incremental,
        deletions: pos.deletions,
        batches: false,
        maskedStock: false,
        webhooks: null,
        orders: null,
      },
      limits: { perSecond: 10, burst: 10, per: 'store' },
      defaultSchedule: { everyMinutes: 15 },
      whereToFind: { title: '', steps: [] },
      links: [],
      hosts: [],
    },
    settingsSchema: { parse: () => ({}) } as never,
    open: () => {
      throw new Error('opened through openFake')
    },
    map: {
      ...mapFakePeople,
      product(payload) {
        const { id, name, price, variants, brand, barcode } = payload as FakeProduct & { variants?: string[] }
        if (name === 'throws') throw new Error('a mapper with a bug')
        const draft = {
          sourceId: id,
          name,
          brand: brand ?? null,
          description: null,
          status: 'active' as const,
          sourceCategory: ['FLOWER'],
          strainType: null,
          strainName: null,
          effects: [],
          flavors: [],
          ingredients: [],
          tags: [],
          potency: [],
          images: [],
          sourceUpdatedAt: null,
          variants: (variants ?? [id]).map((sourceId) => ({
            sourceId,
            sku: null,
            barcodes: barcode ? [barcode] : [],
            label: variants ? sourceId : '',
            weight: null,
            weightUnit: null,
            minWeight: null,
            weightStep: null,
            customerType: 'both' as const,
            lowStockAt: null,
            prices: [
              {
                kind: 'regular' as const,
                currency: 'USD',
                amountMinor: price,
                minQuantity: null,
                quantityUnit: null,
                label: '',
              },
            ],
          })),
        }
        return { draft, issues: [], recordName: name }
      },
      inventory(payload) {
        const { id, stock } = payload as { id: string; stock: Record<string, string> }
        const draft = Object.entries(stock).map(([room, quantity]) => ({
          variantSourceId: id,
          location: { sourceId: room, name: room, sellable: true },
          customerType: 'both' as const,
          quantity,
          bound: 'exact' as const,
          unit: 'each' as const,
          sourceUpdatedAt: null,
        }))
        return { draft, issues: [], recordName: id }
      },
      batch: () => ({ draft: [], issues: [], recordName: '' }),
    },
  })
