import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Adapter, AdapterSession, MapContext, Page } from '#server/adapters/contract.ts'
import { mapperOf } from '#server/adapters/mappers.ts'
import { conformanceCases, openBench, type Stage, startStage } from '#server/adapters/testing.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { mapJson } from './map.ts'
import { runCairn } from './testing.ts'

type Output = { read: number; failed: number; records: { draft: unknown }[] }
type Fixtures = { examples: Partial<Record<SyncEntity, unknown[]>> }

const cases = (await conformanceCases()).flatMap((vendor) =>
  (Object.keys(vendor.conformance.required) as SyncEntity[]).map((entity) => ({ ...vendor, entity })),
)

/** Fewer than any vendor puts on a page, so that one answer has them all. */
const PRODUCTS = 24
const longAgo = new Date(Date.now() - 90 * 86_400_000)

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

/** Once a vendor as people run it, a process of its own; each costs a second, so the rest is asked here. */
async function run(vendor: string, entity: SyncEntity, json: unknown): Promise<Output> {
  const ran = await runCairn(['map', vendor, entity], { input: JSON.stringify(json) })
  expect(ran).toMatchObject({ code: 0, err: '' })
  return JSON.parse(ran.out)
}

const map = (adapter: Adapter, entity: SyncEntity, json: unknown): Output =>
  JSON.parse(JSON.stringify(mapJson(adapter, entity, json, contextOf(adapter))))

async function firstPage(session: AdapterSession, entity: SyncEntity, incremental: boolean): Promise<Page> {
  const since = incremental || entity === 'orders' ? longAgo : null
  const read = session.read(entity, { mode: incremental ? 'incremental' : 'full', cursor: null, since })
  for await (const page of read) if (page.records.length > 0) return page
  throw new Error(`nothing was read of ${entity}`)
}

/** What a sync makes of these payloads, as JSON. */
function mapped(adapter: Adapter, entity: SyncEntity, payloads: unknown[]): unknown {
  const context = contextOf(adapter)
  return JSON.parse(JSON.stringify(payloads.map((payload) => mapperOf(adapter, entity)(payload, context))))
}

const contextOf = (adapter: Adapter): MapContext => ({
  settings: adapter.settingsSchema.parse({}),
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
})

const inOrder = (values: unknown[]) => values.map((value) => JSON.stringify(value)).sort()

describe.each(cases)('cairn map $id $entity', ({ entity, ...vendor }) => {
  it('maps one record and a list of records', async () => {
    const { examples }: Fixtures = await import(`../../src/server/adapters/${vendor.id}/fixtures/records.ts`)
    const all = examples[entity] ?? []
    expect(all).not.toEqual([])
    const list = map(vendor.adapter, entity, all)
    if (entity === 'products') expect(await run(vendor.id, entity, all)).toMatchObject(list)
    expect(list.records).toHaveLength(list.read)
    expect(list.records).toEqual(mapped(vendor.adapter, entity, all))
    expect(list.failed).toBe(0)
    if (all.length > 1) expect(map(vendor.adapter, entity, all[0]).records).toHaveLength(1)
  })

  it.skipIf(vendor.conformance.addField !== undefined)('maps a page as the POS answers it', async () => {
    const bench = await openBench(stage, vendor, { products: PRODUCTS })
    const answers: unknown[] = []
    bench.intercept({
      alter: (body) => {
        if (body.startsWith('{') || body.startsWith('[')) answers.push(JSON.parse(body))
        return body
      },
    })
    const incremental = vendor.adapter.manifest.capabilities.incremental.includes(entity)
    const page = await firstPage(bench.open(), entity, incremental)
    await bench.close()
    const joined = vendor.conformance.joined?.[entity] ?? ''
    const payloads = inOrder(page.records.map(({ payload }) => ({ ...Object(payload), [joined]: undefined })))
    const found = (json: unknown) => inOrder(vendor.adapter.recordsIn?.(entity, json) ?? [])
    const answer = answers.find((json) => JSON.stringify(found(json)) === JSON.stringify(payloads))
    expect(answer).toBeDefined()
    const { read, failed, records } = map(vendor.adapter, entity, answer)
    expect({ read, failed }).toEqual({ read: payloads.length, failed: 0 })
    expect(records).toHaveLength(read)
  })
})
