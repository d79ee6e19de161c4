import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandom, hash } from '#simulators/world/random.ts'
import type { SyncEntity } from '../model/sync.ts'
import { AdapterError } from './errors.ts'
import { draftSchemas } from './mappers.ts'
import {
  type Bench,
  type Case,
  conformanceCases,
  openBench,
  type ReadAll,
  readAll,
  type Stage,
  startStage,
} from './testing.ts'
import { createSkippingClock, mapRecord, probeOf } from './testing-behaviours.ts'
import { type Damaged, damage } from './testing-mutations.ts'

/**
 * FUZZ_ROUNDS damaged answers for each vendor, from round FUZZ_FROM on, drawn from FUZZ_SEED: the same three give the
 * same damage, so a round that fails is run again by itself with FUZZ_FROM and FUZZ_ROUNDS=1.
 */
const seed = Number(process.env['FUZZ_SEED'] ?? 1)
const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 40)
const from = Number(process.env['FUZZ_FROM'] ?? 0)

/** Reading one damaged answer takes no longer than this, or never ends. */
const longestMs = 10_000

const cases = await conformanceCases()

describe.each(cases)('damaged answers · $id', (vendor) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await startStage()
  })
  afterAll(() => stage.close())

  test('nothing but AdapterErrors leaves, and no record is lost without an issue', {
    timeout: 30_000 + rounds * 500,
  }, async () => {
    const whole = new Map<string, Promise<Whole>>()
    const tried = { damaged: 0, errors: 0, issues: 0 }
    const faults: string[] = []
    for (let round = from; round < from + rounds; round += 1) {
      const random = createRandom(hash(seed, vendor.id, round))
      const entity = random.pick(vendor.adapter.manifest.entities)
      // A list of several pages now and then; most answers are as good when short.
      const products = random.chance(0.15) ? vendor.conformance.products : 12
      const key = `${entity} ${products}`
      const known = whole.get(key) ?? readUndamaged(stage, vendor, entity, products)
      whole.set(key, known)
      const outcome = await readDamaged(stage, vendor, { entity, products, random, whole: await known })
      if (!outcome.damaged) continue
      tried.damaged += 1
      tried.errors += outcome.error ? 1 : 0
      tried.issues += outcome.issues
      for (const fault of outcome.faults) {
        faults.push(`round ${round}, ${entity} of ${products}, ${outcome.damaged.what}: ${fault}`)
      }
    }
    console.log(
      `${vendor.id}: ${tried.damaged} answers damaged (seed ${seed}, rounds ${from} to ${from + rounds - 1}): ` +
        `${tried.errors} ended as errors, the others left ${tried.issues} issues`,
    )
    expect(faults).toEqual([])
    expect(tried.damaged).toBeGreaterThan(0)
  })
})

/** What an undamaged reading gives, and the answers it takes, sign-in included. */
type Whole = { ids: Set<string>; answers: number }

const benchOf = (stage: Stage, vendor: Case, products: number) =>
  openBench(stage, vendor, { clock: createSkippingClock(), attempts: 1, products })

async function readUndamaged(
  stage: Stage,
  vendor: Case,
  entity: SyncEntity,
  products: number,
): Promise<Whole> {
  const bench = await benchOf(stage, vendor, products)
  await bench.liftLimits()
  let answers = 0
  bench.intercept({
    alter: (body) => {
      answers += 1
      return body
    },
  })
  const { payloads } = await readAll(bench.open(), entity)
  await bench.close()
  return { ids: new Set(payloads.keys()), answers }
}

type Turn = { entity: SyncEntity; products: number; random: ReturnType<typeof createRandom>; whole: Whole }
type Outcome = { damaged: Damaged | null; error: boolean; issues: number; faults: string[] }

async function readDamaged(stage: Stage, vendor: Case, turn: Turn): Promise<Outcome> {
  const { entity, products, random, whole } = turn
  const bench = await benchOf(stage, vendor, products)
  await bench.liftLimits()
  const at = random.int(0, whole.answers - 1)
  let damaged: Damaged | null = null
  let answers = 0
  bench.intercept({
    alter: (body) => {
      if (answers++ === at) damaged = damage(body, random)
      return damaged && answers - 1 === at ? damaged.body : body
    },
  })
  const faults: string[] = []
  const signal = AbortSignal.timeout(longestMs)
  const read = await readAll(bench.open({ signal }), entity).catch((error: unknown) => {
    if (!(error instanceof AdapterError)) {
      faults.push(signal.aborted ? 'reading never ends' : `threw ${String(error)}`)
    }
    return null
  })
  if (answers > whole.answers * 3 + 20) faults.push(`took ${answers} calls instead of ${whole.answers}`)
  const issues = read === null ? 0 : checkRecords(vendor, bench, { entity, whole, faults }, read)
  if (random.chance(0.2)) await checkProbe(bench, random, faults)
  await bench.close()
  return { damaged, error: read === null, issues, faults }
}

/** Every record of the whole is there and mapped, or left out by name, or something else stands there with an issue. @returns issues */
function checkRecords(
  { adapter }: Case,
  { mapContext }: Bench,
  { entity, whole, faults }: { entity: SyncEntity; whole: Whole; faults: string[] },
  { payloads, pages }: ReadAll,
): number {
  const lost = [...whole.ids].filter((id) => !payloads.has(id))
  // What cannot be read stands in the lost ones' place, or holds them all.
  let accounted = new Set(pages.flatMap(({ leftOut }) => leftOut?.map(({ place }) => place) ?? [])).size
  const unreadable: string[] = []
  let found = 0
  for (const [id, payload] of payloads) {
    try {
      const { draft, drafts, issues, recordName } = mapRecord(adapter, entity, payload, mapContext)
      found += issues.length
      const failed = issues.some(({ severity }) => severity === 'error')
      if (draft === null && !failed) faults.push(`${id} was not mapped and has no issue`)
      if (recordName === '') faults.push(`${id} has no name`)
      for (const each of drafts) {
        const { error } = draftSchemas[entity].safeParse(each)
        if (error) faults.push(`${id} does not fit the model: ${error.message}`)
      }
      if (!whole.ids.has(id) || failed) accounted += 1
      if (failed) unreadable.push(JSON.stringify(payload))
    } catch (error) {
      faults.push(`mapping ${id} threw ${String(error)}`)
    }
  }
  const partsOf = (id: string) => id.split(/[:@]/)
  const held = lost.filter((id) =>
    unreadable.some((text) => partsOf(id).every((part) => text.includes(part))),
  )
  if (lost.length > Math.max(accounted, held.length)) {
    faults.push(`${lost.length} of ${whole.ids.size} records are gone, ${accounted} others or issues instead`)
  }
  return found
}

/** The check of the connection, too, ends in words and throws nothing. */
async function checkProbe(bench: Bench, random: Turn['random'], faults: string[]): Promise<void> {
  let what = ''
  bench.intercept({
    alter: (body) => {
      const damaged = random.chance(0.5) ? damage(body, random) : null
      what += damaged ? `${damaged.what}; ` : ''
      return damaged?.body ?? body
    },
  })
  const steps = await probeOf(bench).catch((error: unknown) => {
    faults.push(`the check, with ${what} threw ${String(error)}`)
    return []
  })
  for (const { id, status, detail } of steps) {
    if (!['running', 'not_tried'].includes(status) && !detail)
      faults.push(`step ${id} says nothing, with ${what}`)
  }
}
