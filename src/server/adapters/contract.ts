import type { z } from 'zod'
import type { HttpClient, HttpClientOptions, Token, TokenStore } from '../http/types.ts'
import type { Clock } from '../lib/clock.ts'
import type { CustomerDraft } from '../model/customer.ts'
import type { BatchDraft, InventoryLevelDraft } from '../model/inventory.ts'
import type { MappingIssue } from '../model/issue.ts'
import type { OrderDraft, OrderStatus } from '../model/order.ts'
import type { ProbeStep } from '../model/probe.ts'
import type { ProductDraft } from '../model/product.ts'
import type { SourceRecord } from '../model/source-record.ts'
import type { SyncEntity, SyncMode } from '../model/sync.ts'
import type { Subscriptions, Webhooks } from './webhooks.ts'

/** Variables that hold what a declared connection signs in with. Which of them means what is the vendor's to say. */
export type DeclaredVariable =
  | 'POS_API_URL'
  | 'POS_API_KEY'
  | 'POS_CLIENT_ID'
  | 'POS_CLIENT_SECRET'
  | 'POS_ACCOUNT'
  | 'POS_LOCATION'
  | 'POS_USERNAME'
  | 'POS_PASSWORD'

/** A field of a form, described so that any screen can draw it. */
export type FieldManifest = {
  name: string
  label: string
  help: string
  type: 'text' | 'password' | 'url' | 'number' | 'checkbox' | 'select'
  /** Sealed before it reaches the database and never sent back to a browser. */
  secret: boolean
  required: boolean
  example?: string
  /** Source of a regular expression the tidied value must match, with the words for when it doesn't. */
  pattern?: { source: string; message: string }
  options?: { value: string; label: string }[]
  default?: string | number | boolean
  /** The variable this field is taken from when a connection is declared in the environment. */
  env?: DeclaredVariable
}

export type SignInMethod = {
  id: string
  label: string
  /** When to choose it. */
  description: string
  fields: FieldManifest[]
  /** The fields are not enough: a person allows Cairn in on the vendor's own page, by the adapter's `oauth`. */
  interactive?: boolean
}

/** JSON-safe description of a POS; screens know a vendor by this alone. */
export type Manifest = {
  id: string
  name: string
  /** Inline SVG, drawn by us, 24 × 24. */
  logo: string
  tagline: string
  signInMethods: SignInMethod[]
  /** Not secret; change what is read or how it is mapped. */
  settings: FieldManifest[]
  entities: SyncEntity[]
  capabilities: {
    incremental: SyncEntity[]
    /** How deletions show. */
    deletions: 'status' | 'absence' | 'both'
    batches: boolean
    maskedStock: boolean
    webhooks: {
      /** What proves a notice, in words for people: "HMAC-SHA256 of the body". */
      signedBy: string
      /** `address`: nothing but the unguessable address proves a notice, which is then only a hint to read again. */
      proof: 'signature' | 'bearer' | 'address'
      /** The credential field the secret is taken from; null: Cairn makes one. */
      secretField: string | null
      registeredBy: 'person' | 'api'
      /** Where a person does it: the steps, in the vendor's own names. */
      setUp?: string[]
      /** The vendor's own names of what it can tell of, to be registered as `registeredBy` says. */
      topics: string[]
      /** Topics a person registers although the API registers the others; `setUp` says where. */
      topicsByHand?: string[]
      /** `record`: a notice carries the changed record; `pointer`: it only says which one to read again. */
      carries: 'record' | 'pointer'
      /** The kinds of record it tells the changes of; what changes in others is found by polling alone. */
      tellsOf: SyncEntity[]
    } | null
    /** Placing orders; null when the POS takes none. */
    orders: {
      customer: 'required' | 'optional'
      /** Where the POS keeps our reference, so that an order is looked up before it is sent again. */
      reference: 'own_field' | 'note' | 'none'
      /** Works out taxes and discounts before an order is placed. */
      preview: boolean
      cancel: boolean
      /** Every status the POS knows, in its own words. */
      statuses: Record<string, OrderStatus>
    } | null
  }
  /** `unit`: what is counted; calls when absent. */
  limits: { perSecond: number; burst: number; per: string; unit?: 'points' }
  defaultSchedule: { everyMinutes: number }
  /** "Where do I find this?": steps in the vendor's own names, in order. */
  whereToFind: { title: string; steps: string[] }
  links: { label: string; url: string }[]
  /** Hosts Cairn may call for this vendor; none where each shop has its own. */
  hosts: string[]
  /** The sign-in field that holds the address of the shop's own server: that host, and no other, may be called as well. */
  addressField?: string
}

/** Everything an adapter is given. It opens nothing itself. */
export type AdapterContext = {
  connectionId: string
  /** Overrides the vendor's own address (simulators, sandboxes); null in normal life. */
  baseUrl: string | null
  signInMethod: string
  credentials: Record<string, string>
  settings: Record<string, string | number | boolean>
  tokens: TokenStore
  clock: Clock
  /** Builds the common client around what the vendor says of its API. */
  createClient(options: HttpClientOptions): HttpClient
  signal: AbortSignal
  /** Takes down what somebody should see to although all goes on; once a session is enough. */
  warn?(warning: { code: string; message: string }): void
}

/** Why an answer from the vendor's consent page is not believed. */
export type CallbackRefusal = 'incomplete' | 'signature' | 'stale' | 'other_account'

/**
 * OAuth 2.0 authorization code, as this vendor has it: https://www.rfc-editor.org/rfc/rfc6749#section-4.1. State, PKCE
 * verifier, the person's refusal (`error=access_denied`) and keeping the token are everybody's and done outside.
 */
export type OAuthFlow = {
  /** Whether the vendor takes PKCE (S256): https://www.rfc-editor.org/rfc/rfc7636 */
  pkce: boolean
  /**
   * Pure: the vendor's consent page, on one of the manifest's hosts or below `baseUrl`.
   * @param input.redirectUri this installation's callback, to be sent as it is
   * @param input.state random, to come back unchanged
   * @param input.codeChallenge null without PKCE
   */
  authorizeUrl(input: {
    baseUrl: string | null
    credentials: Record<string, string>
    settings: Record<string, string | number | boolean>
    redirectUri: string
    state: string
    codeChallenge: string | null
  }): URL
  /**
   * Pure: what only this vendor proves of its answer (signature, time, account), secrets compared in constant time.
   * @param query as it came, `state` (checked already) included
   * @returns the code to be exchanged, or why not
   */
  verifyCallback(
    query: URLSearchParams,
    input: {
      credentials: Record<string, string>
      settings: Record<string, string | number | boolean>
      now: Date
    },
  ): { code: string } | { refused: CallbackRefusal }
  /**
   * Exchanges the code, once, and leaves keeping the token to the caller.
   * @throws {AdapterError} `forbidden` when fewer rights were given than Cairn needs
   */
  exchange(
    context: AdapterContext,
    grant: { code: string; redirectUri: string; codeVerifier: string | null },
  ): Promise<Token>
}

/** Opaque to everybody but the adapter; JSON; lets reading go on after a crash. */
export type Cursor = Record<string, string | number | boolean | null>

export type Page = {
  records: SourceRecord[]
  /** Where to go on after this page. */
  cursor: Cursor
  /** True on the last page. */
  done: boolean
  /** Records in all, when the POS says so. */
  total: number | null
  /** What the POS cannot hand out: it answers an error whenever it is asked for. */
  leftOut?: LeftOut[]
}

/**
 * A record the POS cannot hand out. `place`: what it is known by, as its position in the list, counted from 0, its moment or
 * its id; `name`: the same in words; `reason`: our words for the POS's error.
 */
export type LeftOut = { place: string; name: string; reason: string }

export type ReadOptions = {
  mode: SyncMode
  /** Go on from here; null starts at the beginning. */
  cursor: Cursor | null
  /**
   * incremental: what changed since. Orders are a log without end: their full reading, too, goes back to `since` and no
   * further, and is never null.
   */
  since: Date | null
}

/** Draft(s) of a record and what was wrong with it. `draft` null: nothing could be taken over. */
export type Mapped<T> = { draft: T | null; issues: MappingIssue[]; recordName: string }

/** An open line to one connection's POS. @throws {AdapterError} from every method, nothing else. */
export type AdapterSession = {
  /** Yields each step when it starts and again when it ends. */
  probe(): AsyncGenerator<ProbeStep>
  /** Async generator of pages, in the POS's own order. */
  read(entity: SyncEntity, options: ReadOptions): AsyncGenerator<Page>
  /**
   * Reads single records again, in the form `read` gives them; what the POS no longer has is left out. In vendors that can
   * for this entity; without it, what changed is read instead.
   * @param sourceIds 250 at most
   */
  readAgain?: Partial<Record<SyncEntity, (sourceIds: readonly string[]) => Promise<SourceRecord[]>>>
  /** Where the vendor's API registers webhooks. */
  subscriptions?: Subscriptions
}

/** What mapping depends on besides the record. */
export type MapContext = {
  settings: Record<string, string | number | boolean>
  /** IANA zone of the store, for local times without an offset. */
  timeZone: string
  currency: string
}

export type Adapter = {
  manifest: Manifest
  /** Raised when mapping changes, so that unchanged records are mapped again. */
  mapperVersion: number
  settingsSchema: z.ZodType<Record<string, string | number | boolean>>
  open(context: AdapterContext): AdapterSession
  /** For sign-in methods that are `interactive`. */
  oauth?: OAuthFlow
  /** Of vendors that send notices (`capabilities.webhooks`). */
  webhooks?: Webhooks
  /**
   * Pure: the records of an entity in JSON as the vendor sends it (a page, several, a list of records, or one record), in
   * the form in which `read` gives their payloads: rows grouped, what stands beside them joined. Without it, a list is a
   * list of records, and anything else is one.
   */
  recordsIn?(entity: SyncEntity, json: unknown): unknown[]
  /** Pure: vendor record → drafts. Never throws on bad data. */
  map: {
    product(payload: unknown, context: MapContext): Mapped<ProductDraft>
    inventory(payload: unknown, context: MapContext): Mapped<InventoryLevelDraft[]>
    batch(payload: unknown, context: MapContext): Mapped<BatchDraft[]>
    customer(payload: unknown, context: MapContext): Mapped<CustomerDraft>
    order(payload: unknown, context: MapContext): Mapped<OrderDraft>
  }
}

/** Checks a vendor's value against the contract at compile time and returns it unchanged. */
export function defineAdapter(adapter: Adapter): Adapter {
  return adapter
}
