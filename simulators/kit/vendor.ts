import type { Clock } from '../world/types.ts'
import type { World } from '../world.ts'
import type { FaultSettings } from './faults.ts'
import type { Reply, SimRequest } from './http.ts'
import type { SubscriptionBook } from './notices/subscriptions.ts'
import type { NoticeDialect } from './notices/types.ts'

/** One product as the vendor's own screens would show it: the truth that tests compare with. */
export type LedgerProduct = {
  sourceId: string
  /** As on the wire. */
  name: string
  menuTitle: string | null
  brand: string | null
  category: string
  /** Null when it is priced by tiers, or not at all. */
  priceMinor: number | null
  status: string
  hidden: boolean
  /** What can be sold, over all rooms. */
  quantity: number
  levels: { location: string; customerType: string; sellable: boolean; quantity: number }[]
  lots: { batch: string; tag: string; location: string; quantity: number; expiresOn: string | null }[]
}

/** One customer as the vendor's own screens would show them. */
export type LedgerCustomer = {
  sourceId: string
  /** First and last name with a blank between. */
  name: string
  email: string | null
  /** Digits only. */
  phone: string | null
  bornOn: string | null
  medical: boolean
}

/** One order; `status` in the world's words, as far as the vendor tells them apart. */
export type LedgerOrder = {
  sourceId: string
  number: string
  status: string
  customerSourceId: string | null
  totalMinor: number
  lines: { productSourceId: string; quantity: number }[]
}

export type LedgerPeople = { customers: LedgerCustomer[]; orders: LedgerOrder[] }

export type SignInExample = { method: string; fields: Record<string, string> }

/** What a pretend vendor is given. What is a function is asked at each use, since it may change. */
export type VendorContext = {
  world: World
  clock: Clock
  /** Who is to be told of what. */
  subscriptions: SubscriptionBook
  faults(): FaultSettings
  publicUrl(): string
  /** False while a tester has lifted all limits; a vendor that counts calls itself then lets them through. */
  limited(): boolean
}

/** One vendor's API over a world. Paths arrive without the vendor's prefix. */
export type VendorSimulator = {
  handle(request: SimRequest): Reply | Promise<Reply>
  /** Which budget a call draws on; null when it draws on none. */
  rateKey(request: SimRequest): string | null
  overLimit(retryAfterSeconds: number | null): Reply
  serverError(status: number): Reply
  /** Ends every token handed out. */
  expireTokens(): void
  /** The world's id of a product, customer or order, where the vendor's is another. */
  worldId?(sourceId: string): string
  ledger(storeKey: string): LedgerProduct[] | null
  people?(storeKey: string): LedgerPeople | null
  /** Of vendors that tell what happens. */
  notices?: NoticeDialect
}

export type VendorDefinition = {
  vendor: string
  name: string
  /** Calls a second for one `rateKey`; null: no limit. */
  perSecond: number | null
  /** A sign-in that works for the first store. */
  signIn: SignInExample
  create(context: VendorContext): VendorSimulator
}
