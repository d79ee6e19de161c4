import type { SourceRecord } from '../model/source-record.ts'
import type { SyncEntity } from '../model/sync.ts'

/** A delivery as it came in. Names of headers are lower-cased. */
export type WebhookRequest = {
  body: Buffer
  headers: Readonly<Record<string, string>>
  query: URLSearchParams
}

/**
 * What a notice says of one record. `record`: the record itself, in the form in which `read` gives it. `pointer`: it is to
 * be read again. `gone`: the POS no longer has it. `entity`: something of this kind changed, the notice doesn't say what.
 */
export type NoticeChange =
  | { kind: 'record'; entity: SyncEntity; record: SourceRecord }
  | { kind: 'pointer'; entity: SyncEntity; sourceId: string }
  | { kind: 'gone'; entity: SyncEntity; sourceId: string }
  | { kind: 'entity'; entity: SyncEntity }

export type Notice = {
  /** What identifies the delivery for this vendor: the same on every try, another for every other notice. */
  deliveryKey: string
  topic: string
  /** By the vendor's clock; null when it doesn't say. */
  occurredAt: Date | null
  /**
   * `test`: the vendor's way to try the line; `privacy`: a request about a person's data. Neither tells of a change. In a
   * request, `gone` is who is to be erased, `entity` customers that everybody is, `pointer` who wants to know what is kept.
   */
  purpose: 'change' | 'test' | 'privacy'
  changes: NoticeChange[]
}

/** How this vendor sends notices. All of it pure; nothing here throws on bad data. */
export type Webhooks = {
  /** Whether one of the secrets proves the delivery, compared in constant time. @param secrets newest first, two while one is replaced */
  verify(request: WebhookRequest, secrets: readonly string[]): boolean
  /**
   * What a proved delivery says; null when it is none of this vendor's, or names another account than the connection's.
   * @param account what the connection signs in with, of which the fields that name its account are compared
   */
  read(request: WebhookRequest, account: Readonly<Record<string, string>>): Notice | null
  /**
   * A delivery as this vendor would send it to try the line, of purpose `test`, proved with the secret; what proves itself
   * by its address needs nothing here.
   * @param trial.id goes into what identifies the delivery
   * @param trial.account as for `read`
   */
  sample(trial: { id: string; secret: string; now: Date; account: Readonly<Record<string, string>> }): {
    body: string
    headers: Record<string, string>
  }
}

/** A subscription as the vendor holds it. */
export type Subscription = { id: string; topic: string; address: string }

/** Where the vendor's API can be told what to tell of. @throws {AdapterError} from every method, nothing else. */
export type Subscriptions = {
  list(): Promise<Subscription[]>
  /** @param address with everything in it that proves the delivery, where that is the address */
  subscribe(topic: string, address: string): Promise<Subscription>
  unsubscribe(subscription: Subscription): Promise<void>
}
