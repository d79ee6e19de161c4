import { z } from 'zod'
import { noFaults } from '#simulators/kit/faults.ts'
import { startSimulators } from '#simulators/server.ts'
import { createPlainHttp, type PlainHttp } from '../http/testing.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import type { SyncEntity } from '../model/sync.ts'
import type { Adapter, AdapterSession, Cursor, MapContext, Page, ReadOptions } from './contract.ts'
import { registry } from './registry.ts'
import { type Between, type Interference, startBetween } from './testing-between.ts'

type Credentials = Record<string, string>

/** What not every POS has; a harness gives it or says in `notOffered` why there is none. */
export type Offer =
  | 'otherSignIns'
  | 'expired'
  | 'revoked'
  | 'underPrivileged'
  | 'tokens'
  | 'stockPath'
  | 'pages'
  | 'webhooks'
  | 'again'

/** How the conformance suite reaches a vendor's simulator: exported as `conformance` from `<vendor>/fixtures/conformance.ts`. */
export type Conformance = {
  /** A store whose lists take several pages at `products`. */
  storeKey: string
  /** Products to draw in the simulator's main store. */
  products: number
  timeZone: string
  signInMethod: string
  credentials: Credentials
  /** Each makes the sign-in fail when laid over `credentials`. */
  refused: Record<string, Credentials>
  /** Laid over `credentials`: worked until they were taken back. */
  revoked?: Credentials
  /** Laid over `credentials`: worked until their time was up. */
  expired?: Credentials
  /** A sign-in that works and may not read everything: `closed` ends as forbidden, the rest can be read. */
  underPrivileged?: { method?: string; credentials: Credentials; closed: SyncEntity[] }
  /** Other ways to sign in, each with credentials that work and what makes them fail when laid over them. */
  otherSignIns?: { method: string; credentials: Credentials; refused: Credentials }[]
  /** Why this POS has none of these, in words for the table of behaviours. */
  notOffered?: Partial<Record<Offer, string>>
  /** Changes at the simulator that its notices tell of, one of each kind of record at least. */
  webhooks?: { tells: string[] /** It can be asked to try the line. */; trial?: true }
  /** Paths without which nothing of a record can be taken over, for each entity the adapter reads. */
  required: Partial<Record<SyncEntity, string[]>>
  /** Requests for true stock, where a key may be barred from them and the adapter then reads masked quantities. */
  stockPath?: RegExp
  /** Lists come in one answer, so a token that ends is missed at the next list, not at the next page. */
  wholeLists?: true
  /**
   * For each entity, text that the POS's answers hold for one record alone, so that answers with it can be made to fail; or
   * why this list cannot be read around a record, in words for the table of behaviours.
   */
  broken: Partial<Record<SyncEntity, BrokenList>>
  /** Field that holds what was received, for entities whose records the adapter groups. */
  grouped?: Partial<Record<SyncEntity, string>>
  /** Field that reading adds to a record from another answer than the list's own. */
  joined?: Partial<Record<SyncEntity, string>>
  /** Times that are milliseconds since 1970: every value of theirs in an answer. */
  milliseconds?: RegExp
  /** Puts a field into every record of an answer, where answers are no JSON. `value` is written as it is. */
  addField?: (body: string, name: string, value: string) => string
  /** What signs a request in and stands in its body, not in a header. */
  secretsIn?: (body: string) => string[]
}

/** `steps`: what is halved, when it is not a page; `beside`: how many records at most are left out with the one. */
export type BrokenList = { breaks: string | ((payload: unknown) => string); steps?: number; beside?: number }

export type Case = { id: string; adapter: Adapter; conformance: Conformance }

/** Every registered adapter with its harness. @throws when one has none */
export async function conformanceCases(): Promise<Case[]> {
  return Promise.all(
    Object.entries(registry).map(async ([id, adapter]) => {
      const harness: { conformance: Conformance } = await import(`./${id}/fixtures/conformance.ts`)
      return { id, adapter, conformance: harness.conformance }
    }),
  )
}

const ledgerSchema = z.object({
  products: z.array(
    z.object({
      sourceId: z.string(),
      name: z.string(),
      menuTitle: z.string().nullable(),
      priceMinor: z.number().nullable(),
      quantity: z.number(),
    }),
  ),
  customers: z.array(
    z.object({
      sourceId: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      bornOn: z.string().nullable(),
      medical: z.boolean(),
    }),
  ),
  orders: z.array(
    z.object({
      sourceId: z.string(),
      number: z.string(),
      status: z.string(),
      customerSourceId: z.string().nullable(),
      totalMinor: z.number(),
      lines: z.array(z.object({ productSourceId: z.string(), quantity: z.number() })),
    }),
  ),
})
export type Ledger = z.infer<typeof ledgerSchema>

const countersSchema = z.object({ perSecondMax: z.number(), byStatus: z.record(z.string(), z.number()) })
const changeSchema = z.object({ sourceId: z.string() })

export type BenchOptions = Partial<Parameters<typeof createPlainHttp>[0]> & {
  /** Instead of the harness's. */
  products?: number
}

export type Bench = {
  http: PlainHttp
  clock: Clock
  open(options?: {
    signInMethod?: string
    credentials?: Credentials
    signal?: AbortSignal
    baseUrl?: string
  }): AdapterSession
  /** Puts something between the simulator and sessions opened from now on. */
  intercept(by: Interference): void
  mapContext: MapContext
  /** Any call of the simulator's test bench, below the vendor. @throws what it refuses */
  control(method: string, path: string, body?: unknown): Promise<unknown>
  /** Sets some faults; all others are off. */
  setFaults(faults: Record<string, number | string | null>): Promise<void>
  expireTokens(): Promise<void>
  /** An untouched world with so many products; limits stay lifted. */
  reset(products: number): Promise<void>
  liftLimits(): Promise<void>
  change(kind: string, sourceId?: string): Promise<string>
  ledger(): Promise<Ledger['products']>
  people(): Promise<Pick<Ledger, 'customers' | 'orders'>>
  counters(): Promise<z.infer<typeof countersSchema>>
  close(): Promise<void>
}

/** The simulators with a server that may stand between. */
export type Stage = { url: string; between: Between; close(): Promise<void> }

export async function startStage(): Promise<Stage> {
  const simulators = await startSimulators({ port: 0 })
  const between = await startBetween(simulators.url)
  return {
    url: simulators.url,
    between,
    close: async () => {
      await between.close()
      await simulators.close()
    },
  }
}

/** An adapter in front of its simulator, over real HTTP; the simulator starts anew with nothing left of before. */
export async function openBench(
  stage: Stage,
  { id, adapter, conformance }: Case,
  { products = conformance.products, ...options }: BenchOptions = {},
): Promise<Bench> {
  const clock: Clock = options.clock ?? systemClock
  const allowedOrigins = [stage.url, stage.between.url, ...(options.allowedOrigins ?? [])]
  const http = createPlainHttp({ ...options, clock, allowedOrigins })
  let url = stage.url
  let lifted = false
  const settings = adapter.settingsSchema.parse({})
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${stage.url}/_control/${id}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`The simulator refused ${method} ${path}: ${await response.text()}`)
    return response.json()
  }
  const ledger = async () => ledgerSchema.parse(await control('GET', `/ledger?store=${conformance.storeKey}`))
  const bench: Bench = {
    http,
    clock,
    open: ({
      signInMethod = conformance.signInMethod,
      credentials = {},
      signal = new AbortController().signal,
      baseUrl = url,
    } = {}) =>
      adapter.open({
        connectionId: 'conformance',
        baseUrl: `${baseUrl}/${id}`,
        signInMethod,
        credentials: { ...conformance.credentials, ...credentials },
        settings,
        tokens: http.tokens,
        clock,
        createClient: http.createClient,
        signal,
      }),
    intercept: (by) => {
      stage.between.intercept(by)
      url = stage.between.url
    },
    control,
    mapContext: { settings, timeZone: conformance.timeZone, currency: 'USD' },
    setFaults: async (faults) => void (await control('PUT', '/faults', { ...noFaults, ...faults })),
    expireTokens: async () => void (await control('POST', '/expire-tokens')),
    reset: async (count) => {
      await control('POST', '/reset', { products: count })
      if (lifted) await control('POST', '/limits', { perSecond: null })
    },
    liftLimits: async () => {
      lifted = true
      await control('POST', '/limits', { perSecond: null })
    },
    change: async (kind, sourceId) => {
      const body = { storeKey: conformance.storeKey, kind, ...(sourceId && { sourceId }) }
      return changeSchema.parse(await control('POST', '/change', body)).sourceId
    },
    ledger: async () => (await ledger()).products,
    people: ledger,
    counters: async () => countersSchema.parse(await control('GET', '/counters')),
    close: () => http.close(),
  }
  stage.between.intercept({})
  await bench.setFaults({})
  await bench.reset(products)
  return bench
}

/** A bench with a stage of its own. */
export async function startBench(vendor: Case, options: BenchOptions = {}): Promise<Bench> {
  const stage = await startStage()
  const bench = await openBench(stage, vendor, options)
  return {
    ...bench,
    close: async () => {
      await bench.close()
      await stage.close()
    },
  }
}

export type ReadAll = { payloads: Map<string, unknown>; pages: Page[]; cursors: Cursor[] }

/** Orders are read from a moment on: longer ago than the simulators' oldest. */
const everything = (entity: SyncEntity): ReadOptions => ({
  mode: 'full',
  cursor: null,
  since: entity === 'orders' ? new Date(Date.now() - 45 * 86_400_000) : null,
})

/** Reads to the end. */
export async function readAll(
  session: AdapterSession,
  entity: SyncEntity,
  options: Partial<ReadOptions> = {},
): Promise<ReadAll> {
  const pages: Page[] = []
  for await (const page of session.read(entity, { ...everything(entity), ...options })) {
    pages.push(page)
  }
  const records = pages.flatMap((page) => page.records)
  return {
    payloads: new Map(records.map(({ sourceId, payload }) => [sourceId, payload])),
    pages,
    // As the database gives them back.
    cursors: pages.map(({ cursor }) => JSON.parse(JSON.stringify(cursor)) as Cursor),
  }
}
