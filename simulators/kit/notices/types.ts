import type { WorldStore } from '../../world/store.ts'
import type { StoreChange } from '../../world/store-change.ts'

/** Who is told of one topic of one store, and where. */
export type NoticeSubscription = {
  id: string
  storeKey: string
  /** Whose it is, where several may ask for the same: an app, a partner. */
  owner: string
  topic: string
  address: string
  /** What its notices are signed with, or bring along; empty where the address is all there is. */
  secret: string
  /** What else the vendor remembers of it; JSON. */
  details: Record<string, unknown>
  createdAt: number
  updatedAt: number
  /** Tries in a row that went wrong. */
  failures: number
}

/** What is to be told, in the vendor's words, before it is known to whom. */
export type NoticeDraft = {
  topic: string
  of: StoreChange['of'] | 'test' | 'privacy' | 'account'
  /** In the vendor's ids; null when it is about no one record. */
  sourceId: string | null
  /** When what it tells of happened, epoch ms. */
  at: number
  body: object
}

/** A notice on its way. `id` is the same on every try. */
export type OutgoingNotice = { id: string; topic: string; of: NoticeDraft['of']; at: number; body: string }

/** How a vendor tells of what happens. */
export type NoticeDialect = {
  /** What a change is told as, in every topic it belongs to; nothing for what the vendor keeps to itself. */
  tell(store: WorldStore, change: StoreChange): NoticeDraft[]
  /**
   * A notice nothing in the store has caused.
   * @param topic null for the vendor's way to try the line
   * @returns null for a topic that cannot be had this way, or when nobody has that id
   */
  compose(store: WorldStore, topic: string | null, sourceId: string | null): NoticeDraft | null
  /** How it goes out. */
  request(
    notice: OutgoingNotice,
    subscription: NoticeSubscription,
  ): { url: string; headers: Record<string, string> }
  /** Where a notice proves itself; null when nothing but its address does. */
  proof: { header: string; coversBody: boolean } | null
  timeoutMs: number
  /** Waits before each further try. */
  retryMs: readonly number[]
  /** Failures in a row after which a subscription is ended; null: never. */
  endsAfter: number | null
  /** What somebody can subscribe to on the vendor's own pages, and whether those ask for a token. */
  portal: { topics: readonly string[]; token: boolean }
  /** Whether the vendor has a way to try the line. */
  trial: boolean
  /** What a subscription made by hand is signed with when its maker gives no secret. */
  usualSecret(storeKey: string): string
}

/** What became of one notice to one subscriber. */
export type SentNotice = OutgoingNotice & {
  /** Counts from 1. */
  number: number
  subscription: NoticeSubscription
  sourceId: string | null
  bodySha256: string
  /** Made to look like one of the vendor's: with another secret, a changed proof, or a body changed after it was signed. */
  forged: 'secret' | 'proof' | 'body' | null
  /** What was done to it on purpose. */
  faults: ('duplicate' | 'delay' | 'reorder' | 'drop')[]
  /** Null: no answer. */
  tries: { at: string; status: number | null; ms: number }[]
  state: 'waiting' | 'delivered' | 'failed' | 'dropped'
}
