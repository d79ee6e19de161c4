import type { Ledger, SimulatedCall } from '../simulators.ts'

/** What Cairn holds of a store. Quantities and amounts as in the ledger. */
export type HeldStore = {
  products: { sourceId: string; priceMinor: number | null; quantity: number }[]
  customers: string[]
  orders: {
    sourceId: string
    status: string
    customerSourceId: string | null
    totalMinor: number
    lines: number
  }[]
}

export type StoreEvidence = { connectionId: string; vendor: string; ledger: Ledger; held: HeldStore }

export type EventEvidence = { stream: string; version: number; type: string }

/** A page of a run, in the order they were written. */
export type PageEvidence = { connectionId: string; entity: string; runId: string }

export type VersionEvidence = { recordId: string; version: number; deliveryId: string | null }

export type JobEvidence = { id: string; queue: string; state: string }

export type RunEvidence = {
  id: string
  vendor: string
  mode: string
  status: string
  errorMessage: string | null
}

/** A notice as its sender's ledger has it. */
export type NoticeEvidence = {
  connectionId: string
  bodySha256: string
  topic: string
  forged: boolean
  faults: string[]
  tries: number
}

/** One try as it came to the web process, and what that answered; null: nothing. */
export type ArrivalEvidence = { connectionId: string; bodySha256: string; status: number | null }

export type StoredNotice = {
  id: string
  connectionId: string
  bodySha256: string
  state: string
  errorKind: string | null
  duplicates: number
  /** from its coming to its end */
  tookMs: number | null
}

export type Notices = {
  sent: NoticeEvidence[]
  arrived: ArrivalEvidence[]
  stored: StoredNotice[]
  /** Genuine ones of one store, tried on another by somebody else. */
  impostures: ArrivalEvidence[]
}

/** Everything that is judged: what stood in the tables and ledgers once all was quiet, and the calls of the whole run. */
export type Evidence = {
  stores: StoreEvidence[]
  events: EventEvidence[]
  pages: PageEvidence[]
  versions: VersionEvidence[]
  notices: Notices
  /** slots of schedules that fired */
  fires: number
  jobs: JobEvidence[]
  runs: RunEvidence[]
  calls: Map<string, SimulatedCall[]>
}

/** Asks the database, past all bad lines. */
export type Rows = <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>
