import { inspect } from 'node:util'
import { Decimal } from 'decimal.js'
import { afterAll, afterEach, beforeAll, beforeEach, expect, type TestContext } from 'vitest'
import type { Clock } from '../lib/clock.ts'
import { createLogger } from '../lib/create-logger.ts'
import type { InventoryLevelDraft } from '../model/inventory.ts'
import type { ProbeStep } from '../model/probe.ts'
import type { ProductDraft } from '../model/product.ts'
import type { SyncEntity } from '../model/sync.ts'
import type { Adapter, MapContext, Mapped } from './contract.ts'
import { AdapterError } from './errors.ts'
import { mapperOf } from './mappers.ts'
import {
  type Bench,
  type BenchOptions,
  type Case,
  type Conformance,
  type Offer,
  openBench,
  type Stage,
  startStage,
} from './testing.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a behaviour isn't asked of a vendor; for the table. */
    notOffered?: string
  }
}

/** The machine's time, except that whoever sleeps wakes at once and finds the time gone by. */
export function createSkippingClock(): Clock {
  let skipped = 0
  return {
    now: () => new Date(Date.now() + skipped),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      skipped += ms
    },
  }
}

/**
 * A bench that is new for each test of the describe it is called in, over one stage for all of them. Waiting takes no
 * time there and the simulator counts no calls, unless `clock` says otherwise.
 * @returns the bench of the test that runs
 */
export function useBench(vendor: Case, options: BenchOptions = {}): () => Bench {
  let stage: Stage | undefined
  let bench: Bench | undefined
  beforeAll(async () => {
    stage = await startStage()
  })
  beforeEach(async () => {
    if (!stage) throw new Error('no stage')
    bench = await openBench(stage, vendor, { clock: createSkippingClock(), ...options })
    if (!options.clock) await bench.liftLimits()
  })
  afterEach(() => bench?.close())
  afterAll(() => stage?.close())
  return () => {
    if (!bench) throw new Error('no bench outside of a test')
    return bench
  }
}

/** Ends the test as one that isn't asked of this vendor. */
export function notOffered(context: TestContext, reason: string): never {
  context.task.meta.notOffered = reason
  context.skip(reason)
}

/** What the harness gives for something not every POS has. Without it the test ends, and fails when no reason is given. */
export function offered<Key extends Offer & keyof Conformance>(
  context: TestContext,
  { id, conformance }: Case,
  offer: Key,
): NonNullable<Conformance[Key]> {
  const given = conformance[offer]
  if (given !== undefined && given !== null) return given
  const reason = conformance.notOffered?.[offer]
  if (reason) notOffered(context, reason)
  throw new Error(`The harness of ${id} must give "${offer}", or say in "notOffered" why the POS has none.`)
}

export async function probeOf(
  bench: Bench,
  options: Parameters<Bench['open']>[0] = {},
): Promise<ProbeStep[]> {
  const steps: ProbeStep[] = []
  for await (const step of bench.open(options).probe()) steps.push(step)
  return steps
}

/** The error `act` ends with. @throws what is no AdapterError, and when nothing fails */
export async function failureOf(act: () => Promise<unknown>): Promise<AdapterError> {
  const error = await act().then(
    () => new Error('nothing failed'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof AdapterError)) throw error
  return error
}

/** Drafts of one record of any entity, and what is wrong with it. */
export function mapRecord(
  adapter: Adapter,
  entity: SyncEntity,
  payload: unknown,
  context: MapContext,
): Mapped<unknown> & { drafts: unknown[] } {
  const mapped = mapperOf(adapter, entity)(payload, context)
  return { ...mapped, drafts: mapped.draft === null ? [] : [mapped.draft].flat() }
}

export function productsOf(
  { adapter }: Case,
  payloads: Map<string, unknown>,
  context: MapContext,
): ProductDraft[] {
  return [...payloads.values()].map((payload) => {
    const { draft, issues } = adapter.map.product(payload, context)
    if (!draft) throw new Error(`not mapped: ${JSON.stringify(issues)}`)
    return draft
  })
}

export function levelsOf(
  { adapter }: Case,
  payloads: Map<string, unknown>,
  context: MapContext,
): InventoryLevelDraft[] {
  return [...payloads.values()].flatMap((payload) => adapter.map.inventory(payload, context).draft ?? [])
}

/** Quantities of each variant over all locations it is sold from. */
export function totalsOf(levels: InventoryLevelDraft[]): Map<string, Decimal> {
  const sums = new Map<string, Decimal>()
  for (const { variantSourceId, location, quantity } of levels) {
    if (location.sellable)
      sums.set(variantSourceId, (sums.get(variantSourceId) ?? new Decimal(0)).plus(quantity))
  }
  return sums
}

/** Names, prices and quantities of everything the simulator has against what was read. */
export async function expectLedger(
  vendor: Case,
  bench: Bench,
  read: { products: Map<string, unknown>; inventory: Map<string, unknown> },
): Promise<void> {
  const quantities = totalsOf(levelsOf(vendor, read.inventory, bench.mapContext))
  const seen = productsOf(vendor, read.products, bench.mapContext).map((draft) => ({
    sourceId: draft.sourceId,
    name: draft.name,
    priceMinor: draft.variants[0]?.prices.find(({ kind }) => kind === 'regular')?.amountMinor ?? null,
    quantity: draft.variants
      .reduce((sum, { sourceId }) => sum.plus(quantities.get(sourceId) ?? 0), new Decimal(0))
      .toNumber(),
  }))
  const truth = (await bench.ledger()).map(({ sourceId, name, menuTitle, priceMinor, quantity }) => ({
    sourceId,
    name: (menuTitle ?? name).trim(),
    // Prices below a cent are rounded, stock below nothing is nothing.
    priceMinor: priceMinor === null ? null : Math.round(priceMinor),
    quantity: Math.max(0, quantity),
  }))
  expect(seen.sort(bySourceId)).toEqual(truth.sort(bySourceId))
}

export const bySourceId = (a: { sourceId: string }, b: { sourceId: string }) =>
  a.sourceId.localeCompare(b.sourceId)

export const idsOf = (records: Iterable<{ sourceId: string }>) =>
  new Set([...records].map(({ sourceId }) => sourceId))

/**
 * Neither message, fields, stack nor cause of what was told may carry what was typed in as secret, nor the lines a log
 * would keep of it.
 * @param also other secrets, e.g. a token
 */
export function expectNoSecrets(
  { adapter, conformance }: Case,
  credentials: Record<string, string>,
  told: unknown[],
  also: string[] = [],
): void {
  const lines: string[] = []
  const logger = createLogger({ level: 'trace' }, { write: (line) => lines.push(line) })
  for (const each of told) logger.error({ err: each }, 'an error')
  for (const each of told) logger.info({ told: each }, each instanceof Error ? each.message : 'told')
  const text = inspect(told, { depth: 12, showHidden: true, maxStringLength: null }) + lines.join('')
  const fields = adapter.manifest.signInMethods.flatMap((method) => method.fields)
  const used = { ...conformance.credentials, ...credentials }
  const secrets = fields.flatMap(({ name, secret }) => (secret && used[name] ? [used[name]] : []))
  expect(lines.length).toBeGreaterThan(0)
  for (const secret of [...secrets, ...also]) expect(text).not.toContain(secret)
}
