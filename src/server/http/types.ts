import type { z } from 'zod'

/** Lower runs first when the budget is short: orders never wait behind a catalogue sync. */
export type Lane = 'orders' | 'stock' | 'catalogue' | 'history'

export type HttpRequest<T> = {
  /** Names the call in measurements and breaker classes, e.g. `products.list`. */
  operation: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Joined to the base URL. */
  path: string
  /** A list comes as the same name several times. */
  query?: Record<string, string | number | boolean | readonly string[] | undefined>
  headers?: Record<string, string>
  /** At most one body. */
  json?: unknown
  form?: Record<string, string>
  text?: { body: string; type: string }
  /**
   * `jsonl`: one JSON value a line; the schema gets them as an array. A function reads any other format and throws where
   * it can't; its error is not kept. Default `json`.
   */
  format?: 'json' | 'jsonl' | ((text: string) => unknown)
  /** Parses what the answer holds; what does not fit becomes `invalid_response`. */
  schema: z.ZodType<T>
  lane?: Lane
  /** Points the call may take at most, where the POS counts those; 1 when absent. */
  cost?: number
  /** Safe to send twice. Default: GET is, everything else isn't. */
  repeatable?: boolean
  /** Looks for a record that breaks an answer: its failures say nothing about the POS and leave the circuit alone. */
  blameless?: boolean | undefined
  /** Tries when it is repeatable, the first included. Default 4. People may set both for a connection. */
  attempts?: number
  /** Whole call, all attempts, milliseconds. Default 60 000. */
  deadlineMs?: number
  signal?: AbortSignal
}

export type HttpResponse<T> = { status: number; headers: Headers; body: T; milliseconds: number }

/**
 * What an adapter calls its POS with. Everything between (time limits, retries, budget, circuit breaker,
 * egress guard, measurement) is behind it.
 * @throws {AdapterError}
 */
export type HttpClient = {
  send<T>(request: HttpRequest<T>): Promise<HttpResponse<T>>
}

/**
 * A cached access token. `expiresAt` by our clock; a token that never ends has a far date. `refresh` obtains the next one;
 * its `expiresAt` is null when the POS doesn't say.
 */
export type Token = { value: string; expiresAt: Date; refresh?: { value: string; expiresAt: Date | null } }

/** Keeps a connection's token sealed and shared; one process at a time obtains a new one. */
export type TokenStore = {
  /**
   * The token in use, or a new one from `obtain` when there is none, it ends within `earlyMs`, or it equals `rejected`
   * (the POS just refused it). Concurrent callers in all processes share one `obtain`, which is given the token stored
   * so far, however old: its `refresh` is sent once. What it brings is stored, old for new, before anybody uses it.
   */
  get(options: {
    obtain: (previous: Token | null) => Promise<Token>
    earlyMs: number
    rejected?: string
  }): Promise<Token>
}

/** A call about to go out. It is its attempt's own copy: a strategy may add to the query and put another `body`. */
export type OutgoingCall = { method: string; url: URL; body: string | null }

/**
 * How requests are signed in. `apply` adds headers, or to the query of `call.url` or the body; it is asked anew for every
 * attempt.
 * `renews`: a second try with a fresh token is worth it when the POS refuses the one that was sent.
 */
export type AuthStrategy = {
  apply(
    headers: Record<string, string>,
    context: { rejected?: string; call: OutgoingCall },
  ): Promise<{ token?: string }>
  renews: boolean
}

/**
 * How many calls a vendor allows: at most `capacity` in any `capacity / perSecond` seconds. "10 a second" is 10 and 10,
 * "120 a minute" 120 and 2, a bucket of 40 refilled twice a second 40 and 2. `key` names who shares it.
 */
export type CallLimit = { key: string; capacity: number; perSecond: number }

/**
 * A vendor that counts what a call costs: a full bucket holds `points`, of which `restorePerSecond` come back. These are
 * where to begin; what the POS tells of its bucket counts from then on.
 */
export type PointLimit = { key: string; points: number; restorePerSecond: number }

export type RateLimitRule = CallLimit | PointLimit

/** What an answer tells of the bucket of points. */
export type PointsTold = {
  /** What this call would cost at most. */
  asked: number | null
  /** What it did cost; null when nothing was done. */
  spent: number | null
  full: number
  left: number
  restorePerSecond: number
}

/**
 * Reads a vendor's error answer; null leaves the standard meaning of the status. `retryAfterMs` only where no Retry-After
 * header tells it.
 */
export type ErrorReader = (answer: { status: number; headers: Headers; text: string }) => {
  kind: import('../adapters/errors.ts').AdapterErrorKind
  message: string
  vendorCode?: string
  retryAfterMs?: number
} | null

/** What a vendor says of its API so that the common client can serve it. */
export type HttpClientOptions = {
  baseUrl: string
  auth: AuthStrategy | null
  rateLimit: RateLimitRule
  readError?: ErrorReader
  /** Looks at a 2xx body for an error envelope before the schema does. Same contract as `readError`. */
  readEnvelope?: (body: unknown) => ReturnType<ErrorReader>
  /** Finds what a 2xx body tells of the bucket of points, whether it is an error or not. */
  readPoints?: (body: unknown) => PointsTold | null
}
