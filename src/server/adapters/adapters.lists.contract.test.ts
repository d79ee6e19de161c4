import { describe, expect, test } from 'vitest'
import { type Bench, conformanceCases, readAll } from './testing.ts'
import { expectLedger, idsOf, notOffered, useBench } from './testing-behaviours.ts'

const cases = await conformanceCases()

describe.each(cases)('lists · $id', (vendor) => {
  const { adapter, conformance } = vendor
  const entities = adapter.manifest.entities
  const bench = useBench(vendor)

  /** Products and stock are those of the ledger, and no entity's reading stumbles. */
  async function expectWhole() {
    const session = bench().open()
    for (const entity of entities) await readAll(session, entity)
    const { payloads: products } = await readAll(session, 'products')
    const { payloads: inventory } = await readAll(session, 'inventory')
    await expectLedger(vendor, bench(), { products, inventory })
  }

  test('an empty catalogue reads as nothing, in one page that is the last', async () => {
    await bench().reset(0)
    const { pages, payloads } = await readAll(bench().open(), 'products')
    expect(payloads.size).toBe(0)
    expect(pages.map(({ done }) => done)).toEqual([true])
    await expectWhole()
  })

  test('one record', async () => {
    await holdExactly(bench(), 1)
    const { payloads } = await readAll(bench().open(), 'products')
    expect(payloads.size).toBe(1)
    await expectWhole()
  })

  test('exactly one page of records', async (context) => {
    const size = await pageSize(context)
    await holdExactly(bench(), size)
    const { pages, payloads } = await readAll(bench().open(), 'products')
    expect(pages[0]?.records).toHaveLength(size)
    expect(payloads.size).toBe(size)
    await expectWhole()
  })

  test('one record fewer than a page', async (context) => {
    await holdExactly(bench(), (await pageSize(context)) - 1)
    await expectWhole()
  })

  test('one record more than a page', async (context) => {
    const size = await pageSize(context)
    await holdExactly(bench(), size + 1)
    const { pages } = await readAll(bench().open(), 'products')
    expect(pages.length).toBeGreaterThan(1)
    await expectWhole()
  })

  test('records taken away while the list is read hide none that stay', async (context) => {
    const { seen, rest } = await firstPage(context)
    const [gone = '', alsoGone = ''] = seen
    await bench().change('remove', gone)
    await bench().change('remove', alsoGone)
    for await (const { records } of rest) for (const { sourceId } of records) seen.add(sourceId)
    const staying = (await bench().ledger()).map(({ sourceId }) => sourceId)
    expect(staying.filter((id) => !seen.has(id))).toEqual([])
  })

  test('records added while the list is read hide none that were there', async (context) => {
    const there = await bench().ledger()
    const { seen, rest } = await firstPage(context)
    for (let added = 0; added < 3; added += 1) await bench().change('add')
    for await (const { records } of rest) for (const { sourceId } of records) seen.add(sourceId)
    expect(there.filter(({ sourceId }) => !seen.has(sourceId))).toEqual([])
  })

  async function firstPage(context: Parameters<typeof notOffered>[0]) {
    const reason = conformance.notOffered?.pages
    if (reason) notOffered(context, reason)
    const rest = bench().open().read('products', { mode: 'full', cursor: null, since: null })
    const first = await rest.next()
    if (first.done || first.value.done) throw new Error('the harness must draw more than a page of products')
    return { seen: idsOf(first.value.records), rest }
  }

  /** Records of a page, as a list of several has them. */
  async function pageSize(context: Parameters<typeof notOffered>[0]) {
    return (await firstPage(context)).seen.size
  }
})

/** A world in which the POS has exactly so many products. */
async function holdExactly(bench: Bench, count: number) {
  let drawn = count
  await bench.reset(drawn)
  // Some vendors know only of what was ever in stock.
  for (let held = await bench.ledger(); held.length < count; held = await bench.ledger()) {
    drawn += count - held.length
    await bench.reset(drawn)
  }
  for (const { sourceId } of (await bench.ledger()).slice(count)) await bench.change('remove', sourceId)
  expect(await bench.ledger()).toHaveLength(count)
}
