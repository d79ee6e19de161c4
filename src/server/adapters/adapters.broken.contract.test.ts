import { describe, expect, test } from 'vitest'
import type { SyncEntity } from '../model/sync.ts'
import { conformanceCases, readAll } from './testing.ts'
import { notOffered, useBench } from './testing-behaviours.ts'

const cases = await conformanceCases()

/** Which record of a list breaks it, as a share of its length: of products one in the last page. */
const lists: { entity: SyncEntity; name: string; share: number }[] = [
  { entity: 'products', name: 'product', share: 0.9 },
  { entity: 'inventory', name: 'stock record', share: 0.6 },
  { entity: 'batches', name: 'batch', share: 0.6 },
  { entity: 'customers', name: 'customer', share: 0.6 },
  { entity: 'orders', name: 'transaction', share: 0.6 },
]

describe.each(cases)('records the POS cannot give · $id', (vendor) => {
  const { adapter, conformance } = vendor
  const bench = useBench(vendor, { attempts: 1 })
  const calls = () => bench().http.measurements.length

  test.for(lists)(
    'a $name the POS answers with an error is found, named, and everything else is read',
    async ({ entity, share }, context) => {
      if (!adapter.manifest.entities.includes(entity)) notOffered(context, 'not read from this POS')
      const list = conformance.broken[entity]
      if (!list) throw new Error(`The harness must say in "broken" what breaks ${entity}.`)
      const { breaks, steps = 0, beside = 0 } = list
      if (typeof breaks === 'string') notOffered(context, breaks)
      const before = await readAll(bench().open(), entity)
      const usual = calls()
      const ids = [...before.payloads.keys()]
      const longest = Math.max(...before.pages.map(({ records }) => records.length))
      const broken = ids[Math.floor(ids.length * share)] ?? ''
      await bench().setFaults({ brokenBy: breaks(before.payloads.get(broken)) })
      const from = calls()
      const { pages, payloads } = await readAll(bench().open(), entity)
      // Where pages overlap, it is met twice.
      const leftOut = new Map(pages.flatMap((page) => page.leftOut ?? []).map((one) => [one.place, one]))
      expect([...leftOut.values()]).toEqual([
        {
          place: expect.stringMatching(/\S/),
          name: expect.stringMatching(/\S/),
          reason: expect.stringMatching(/\S/),
        },
      ])
      const missing = ids.filter((id) => !payloads.has(id))
      // Of records that reading puts together, the rest of one may still be there.
      if (!conformance.grouped?.[entity]) expect(missing).toContain(broken)
      expect(missing.length).toBeLessThanOrEqual(1 + beside)
      expect(calls() - from - usual).toBeLessThanOrEqual(2 * Math.log2(Math.max(longest, steps)) + 8)
    },
  )
})
