import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { startSimulators } from '#simulators/server.ts'
import { createPlainHttp, type PlainHttp } from '../http/testing.ts'
import { systemClock } from '../lib/clock.ts'
import type { SyncEntity } from '../model/sync.ts'
import type { Adapter, AdapterSession, Cursor, MapContext, Page, ReadOptions } from './contract.ts'
import { registry } from './registry.ts'

/** How the conformance suite reaches a vendor's simulator: exported as `conformance` from `<vendor>/fixtures/conformance.ts`. */
export type Conformance = {
  /** A store whose lists take several pages at `products`. */
  storeKey: string
  /** Products to draw in the simulator's main store. */
  products: number
  timeZone: string
  signInMethod: string
  credentials: Record<string, string>
  /** Each makes the sign-in fail when laid over `credentials`. */
  refused: Record<string, Record<string, string>>
  /** Other ways to sign in, each with credentials that work and what makes them fail when laid over them. */
  otherSignIns?: { method: string; credentials: Record<string, string>; refused: Record<string, string> }[]
  /** Paths without which nothing of a record can be taken over, for each entity the adapter reads. */
  required: Partial<Record<SyncEntity, string[]>>
  /** Requests for true stock, where a key may be barred from them and the adapter then reads masked quantities. */
  stockPath?: RegExp
  /** Lists come in one answer, so a token that ends is missed at the next list, not at the next page. */
  wholeLists?: true
  /** Field that holds what was received, for entities whose records the adapter groups. */
  grouped?: Partial<Record<SyncEntity, string>>
}

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
})
const countersSchema = z.object({ perSecondMax: z.number(), byStatus: z.record(z.string(), z.number()) })
const changeSchema = z.object({ sourceId: z.string() })

/** Answers in the simulator's place; null lets the simulator answer. */
export type Intercept = (path: string) => { status: number; body: string } | null

export type Bench = {
  http: PlainHttp
  open(options?: {
    signInMethod?: string
    credentials?: Record<string, string>
    signal?: AbortSignal
  }): AdapterSession
  /** Puts something between the simulator and sessions opened from now on. `alter` changes answers on their way. */
  intercept(by: { instead?: Intercept; alter?: (body: string) => string }): void
  mapContext: MapContext
  setFaults(faults: Record<string, number | null>): Promise<void>
  expireTokens(): Promise<void>
  change(kind: string, sourceId?: string): Promise<string>
  ledger(): Promise<z.infer<typeof ledgerSchema>['products']>
  counters(): Promise<z.infer<typeof countersSchema>>
  close(): Promise<void>
}

/** An adapter in front of its simulator, over real HTTP. */
export async function startBench(
  { id, adapter, conformance }: Case,
  options: Partial<Parameters<typeof createPlainHttp>[0]> = {},
): Promise<Bench> {
  const simulators = await startSimulators({ port: 0, products: conformance.products })
  const between = await startBetween(simulators.url)
  const http = createPlainHttp({ allowedOrigins: [simulators.url, between.url], ...options })
  let url = simulators.url
  const settings = adapter.settingsSchema.parse({})
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulators.url}/_control/${id}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`The simulator refused ${method} ${path}: ${await response.text()}`)
    return response.json()
  }
  return {
    http,
    open: ({
      signInMethod = conformance.signInMethod,
      credentials = {},
      signal = new AbortController().signal,
    } = {}) =>
      adapter.open({
        connectionId: 'conformance',
        baseUrl: `${url}/${id}`,
        signInMethod,
        credentials: { ...conformance.credentials, ...credentials },
        settings,
        tokens: http.tokens,
        clock: systemClock,
        createClient: http.createClient,
        signal,
      }),
    intercept: (by) => {
      between.intercept(by)
      url = between.url
    },
    mapContext: { settings, timeZone: conformance.timeZone, currency: 'USD' },
    setFaults: async (faults) => void (await control('PUT', '/faults', faults)),
    expireTokens: async () => void (await control('POST', '/expire-tokens')),
    change: async (kind, sourceId) => {
      const body = { storeKey: conformance.storeKey, kind, ...(sourceId && { sourceId }) }
      return changeSchema.parse(await control('POST', '/change', body)).sourceId
    },
    ledger: async () =>
      ledgerSchema.parse(await control('GET', `/ledger?store=${conformance.storeKey}`)).products,
    counters: async () => countersSchema.parse(await control('GET', '/counters')),
    close: async () => {
      await http.close()
      await between.close()
      await simulators.close()
    },
  }
}

/** A server that hands everything on to `target` unless told otherwise. */
async function startBetween(target: string) {
  let instead: Intercept = () => null
  let alter = (body: string) => body
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming)
    const own = instead(incoming.url ?? '')
    if (own) return void outgoing.writeHead(own.status, { 'content-type': 'application/json' }).end(own.body)
    const { host: _, connection: __, 'content-length': ___, ...headers } = incoming.headers
    const answer = await fetch(target + incoming.url, {
      method: incoming.method ?? 'GET',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
      ...(body.length > 0 && { body }),
    })
    outgoing.writeHead(answer.status).end(alter(await answer.text()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    intercept: (by: { instead?: Intercept; alter?: (body: string) => string }) => {
      instead = by.instead ?? (() => null)
      alter = by.alter ?? ((body) => body)
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
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
