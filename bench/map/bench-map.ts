import { cpus } from 'node:os'
import { draftSchemas, mapperOf } from '#server/adapters/mappers.ts'
import {
  type Case,
  conformanceCases,
  openBench,
  readAll,
  type Stage,
  startStage,
} from '#server/adapters/testing.ts'
import type { SyncEntity } from '#server/model/sync.ts'

/** Records to map: enough that neither side is measured on a warm cache of a handful. */
const PRODUCTS = 400

/** How much time of the processor each side is measured for: a busy machine takes longer and says the same. */
const MEASURE_MS = 500

type Row = { records: number; bytes: number; mapped: number; fitted: number; parsed: number; failed: number }

/**
 * Measures how many records a second of processor time each adapter maps, entity by entity: records as its simulator renders them, read by
 * the adapter itself. Beside it the least any reader must do, `JSON.parse` of the same records, in the same process and
 * run. Mapping is measured without and with the check of each draft against its schema, as a sync does it.
 * @param args ids of vendors; all when absent
 */
export async function benchMap(args: string[]): Promise<void> {
  const [cpu] = cpus()
  console.log(`${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, Node ${process.version}`)
  const cases = (await conformanceCases()).filter(({ id }) => args.length === 0 || args.includes(id))
  const stage = await startStage()
  try {
    console.log(
      'vendor     entity      records  bytes each   mapped/s  and checked/s  JSON.parse/s  parse ÷ mapped',
    )
    for (const vendor of cases) await measureVendor(stage, vendor)
  } finally {
    await stage.close()
  }
}

async function measureVendor(stage: Stage, vendor: Case): Promise<void> {
  const bench = await openBench(stage, vendor, { products: PRODUCTS })
  try {
    await bench.liftLimits()
    for (const entity of Object.keys(vendor.conformance.required) as SyncEntity[]) {
      const { payloads } = await readAll(bench.open(), entity)
      print(vendor.id, entity, measure(vendor, entity, [...payloads.values()], bench.mapContext))
    }
  } finally {
    await bench.close()
  }
}

function measure(
  { adapter }: Case,
  entity: SyncEntity,
  payloads: unknown[],
  context: Parameters<ReturnType<typeof mapperOf>>[1],
): Row {
  const map = mapperOf(adapter, entity)
  const schema = draftSchemas[entity]
  const texts = payloads.map((payload) => JSON.stringify(payload))
  const check = (payload: unknown) => {
    const { draft } = map(payload, context)
    for (const each of Array.isArray(draft) ? draft : [draft]) schema.safeParse(each)
  }
  return {
    records: payloads.length,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    failed: payloads.filter((payload) => map(payload, context).draft === null).length,
    mapped: perSecond(payloads, (payload) => map(payload, context)),
    fitted: perSecond(payloads, check),
    parsed: perSecond(texts, (text) => JSON.parse(text)),
  }
}

/**
 * Goes through all of them again and again, a while before it counts.
 * @returns items in a second of processor time
 */
function perSecond<T>(items: T[], act: (item: T) => unknown): number {
  if (items.length === 0) return 0
  const run = (milliseconds: number) => {
    const began = process.cpuUsage()
    const spent = () => {
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1000
    }
    let count = 0
    while (spent() < milliseconds) {
      for (const item of items) act(item)
      count += items.length
    }
    return (count / spent()) * 1000
  }
  run(MEASURE_MS / 4)
  return run(MEASURE_MS)
}

function print(vendor: string, entity: SyncEntity, row: Row): void {
  const number = (value: number, width: number) => Math.round(value).toLocaleString('en').padStart(width)
  const ratio = (row.parsed / row.mapped).toFixed(1).padStart(14)
  const failed = row.failed === 0 ? '' : `  ${row.failed} could not be taken over`
  console.log(
    `${vendor.padEnd(10)} ${entity.padEnd(10)}${number(row.records, 9)}${number(row.bytes / Math.max(1, row.records), 12)}` +
      `${number(row.mapped, 11)}${number(row.fitted, 15)}${number(row.parsed, 14)}${ratio}${failed}`,
  )
}
