import { describe, expect, test } from 'vitest'
import { customerDraftSchema } from '../model/customer.ts'
import { orderDraftSchema } from '../model/order.ts'
import type { SyncEntity } from '../model/sync.ts'
import { type Case, conformanceCases, type Ledger, readAll } from './testing.ts'
import { bySourceId, mapRecord, notOffered, useBench } from './testing-behaviours.ts'

const cases = await conformanceCases()
const day = 86_400_000

describe.each(cases)('people · $id', (vendor) => {
  const { adapter, conformance } = vendor
  const entities = adapter.manifest.entities
  const bench = useBench(vendor, { products: 80 })
  const customersOf = (payloads: Map<string, unknown>) =>
    draftsOf(vendor, 'customers', payloads).map((draft) => customerDraftSchema.parse(draft))
  const ordersOf = (payloads: Map<string, unknown>) =>
    draftsOf(vendor, 'orders', payloads).map((draft) => orderDraftSchema.parse(draft))
  const draftsOf = ({ adapter }: Case, entity: SyncEntity, payloads: Map<string, unknown>) =>
    [...payloads.values()].flatMap(
      (payload) => mapRecord(adapter, entity, payload, bench().mapContext).drafts,
    )
  const needs = (context: Parameters<typeof notOffered>[0], entity: SyncEntity) => {
    if (!entities.includes(entity)) {
      notOffered(context, `${entity} are not read from this POS`)
    }
  }

  test('customers are those of the ledger', async (context) => {
    needs(context, 'customers')
    const { payloads } = await readAll(bench().open(), 'customers')
    const seen = customersOf(payloads).filter(({ status }) => status !== 'deleted')
    const { customers } = await bench().people()
    expect(customers.length).toBeGreaterThan(0)
    expect(seen.map(asLedgerCustomer).sort(bySourceId)).toEqual(customers.sort(bySourceId))
  })

  test('customers who changed or joined are among what changed since', async (context) => {
    needs(context, 'customers')
    if (!adapter.manifest.capabilities.incremental.includes('customers')) {
      notOffered(context, 'customers are always read whole')
    }
    const session = bench().open()
    const since = new Date()
    const before = (await bench().people()).customers
    await bench().change('move-house')
    await bench().change('join')
    const changed = differing(before, (await bench().people()).customers)
    expect(changed).toHaveLength(2)
    const { payloads } = await readAll(session, 'customers', { mode: 'incremental', since })
    expect(payloads.size).toBeLessThan(before.length)
    const seen = customersOf(payloads).map(asLedgerCustomer)
    for (const customer of changed) expect(seen).toContainEqual(customer)
  })

  test('orders are those of the ledger, in every line', async (context) => {
    needs(context, 'orders')
    const { payloads } = await readAll(bench().open(), 'orders')
    const { orders } = await bench().people()
    expect(orders.length).toBeGreaterThan(0)
    expect(ordersOf(payloads).map(asLedgerOrder).sort(bySourceId)).toEqual(orders.sort(bySourceId))
  })

  test('orders go back to the day asked for and not to the beginning', async (context) => {
    needs(context, 'orders')
    const whole = ordersOf((await readAll(bench().open(), 'orders')).payloads)
    const since = new Date(Date.now() - 5 * day)
    const { payloads } = await readAll(bench().open(), 'orders', { since })
    expect(payloads.size).toBeGreaterThan(0)
    expect(payloads.size).toBeLessThan(whole.length / 2)
    const placedSince = whole.filter(({ placedAt }) => placedAt >= since).map(({ sourceId }) => sourceId)
    expect([...payloads.keys()]).toEqual(expect.arrayContaining(placedSince))
  })

  test('an order that is placed or goes a step further is among what changed since', async (context) => {
    needs(context, 'orders')
    const session = bench().open()
    const since = new Date()
    const before = (await bench().people()).orders
    // Some POS systems tell only of what is sold, which takes an order a few steps.
    let changed: typeof before = []
    for (let step = 0; step < 20 && changed.length === 0; step += 1) {
      await bench().change('order')
      await bench().change('serve')
      changed = differing(before, (await bench().people()).orders)
    }
    expect(changed.length).toBeGreaterThan(0)
    const { payloads } = await readAll(session, 'orders', { mode: 'incremental', since })
    const seen = ordersOf(payloads).map(asLedgerOrder)
    for (const order of changed) expect(seen).toContainEqual(order)
  })

  test('nothing personal stands in an issue or in the name of a record', async (context) => {
    const read = (['customers', 'orders'] as const).filter((entity) => entities.includes(entity))
    if (read.length === 0) notOffered(context, 'neither customers nor orders are read from this POS')
    const secret = 'Wilhelmina Nobody 4155550199'
    for (const entity of read) {
      const { payloads } = await readAll(bench().open(), entity)
      const kept = new Set(conformance.required[entity])
      for (const payload of [...payloads.values()].slice(0, 20)) {
        for (const damaged of damages(
          payload,
          secret,
          entity === 'customers' ? everything : personal,
          kept,
        )) {
          const { issues, recordName } = mapRecord(adapter, entity, damaged, bench().mapContext)
          expect(JSON.stringify([issues, recordName])).not.toContain(secret)
        }
      }
    }
  })
})

type Customer = Ledger['customers'][number]
type Order = Ledger['orders'][number]

/** What is new in `after`, or another than before. */
function differing<T extends { sourceId: string }>(before: T[], after: T[]): T[] {
  const known = new Map(before.map((each) => [each.sourceId, JSON.stringify(each)]))
  return after.filter((each) => known.get(each.sourceId) !== JSON.stringify(each))
}

function asLedgerCustomer(draft: ReturnType<typeof customerDraftSchema.parse>): Customer {
  return {
    sourceId: draft.sourceId,
    name: [draft.firstName, draft.lastName].filter((part) => part !== null).join(' '),
    email: draft.email,
    phone: draft.phone === null ? null : draft.phone.replace(/\D/g, '').slice(-10),
    bornOn: draft.bornOn,
    medical: draft.customerType === 'medical',
  }
}

function asLedgerOrder(draft: ReturnType<typeof orderDraftSchema.parse>): Order {
  return {
    sourceId: draft.sourceId,
    number: draft.number,
    status: draft.status,
    customerSourceId: draft.customerSourceId,
    totalMinor: draft.totalMinor ?? Number.NaN,
    lines: draft.lines.map(({ variantSourceId, quantity }) => ({
      productSourceId: variantSourceId ?? '',
      quantity: Number(quantity),
    })),
  }
}

const everything = () => true
const personal = (name: string) =>
  /name|mail|phone|birth|dob|address|street|city|zip|postal|licen|medical/i.test(name)

/** The record with one of its values at a time replaced by what must not be told. */
function* damages(
  payload: unknown,
  secret: string,
  wanted: (field: string) => boolean,
  kept: ReadonlySet<string>,
): Generator<unknown> {
  for (const [name, value] of Object.entries(Object(payload))) {
    if (kept.has(name)) continue
    if (typeof value === 'object' && value !== null) {
      const none: ReadonlySet<string> = new Set()
      for (const below of damages(value, secret, wanted, none)) {
        yield Array.isArray(payload)
          ? payload.with(Number(name), below)
          : { ...Object(payload), [name]: below }
      }
    } else if (!Array.isArray(payload) && wanted(name)) yield { ...Object(payload), [name]: secret }
  }
}
