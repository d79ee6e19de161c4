/** Everything that can go wrong at a POS. Retry, breaker, alert and words are chosen by kind, never by text. */
export const adapterErrorKinds = [
  'unreachable',
  'timeout',
  'dns',
  'tls',
  'unauthenticated',
  'token_expired',
  'forbidden',
  'rate_limited',
  'not_found',
  'invalid_request',
  'invalid_response',
  'business_rule',
  'compliance',
  'unavailable',
] as const

export type AdapterErrorKind = (typeof adapterErrorKinds)[number]

/** The three classes people see: a connection, a sign-in, or a validation problem. */
export type AdapterErrorClass = 'connection' | 'authentication' | 'validation'

type KindPolicy = {
  class: AdapterErrorClass
  /** Worth trying again without a person changing something. */
  retry: boolean
  /** Counts against the circuit breaker. */
  trips: boolean
  /** Opens the circuit until a person acts. */
  isolates: boolean
}

/** The one table that decides what follows from a kind. */
export const kindPolicy: Record<AdapterErrorKind, KindPolicy> = {
  unreachable: { class: 'connection', retry: true, trips: true, isolates: false },
  timeout: { class: 'connection', retry: true, trips: true, isolates: false },
  dns: { class: 'connection', retry: true, trips: true, isolates: false },
  tls: { class: 'connection', retry: false, trips: true, isolates: false },
  unavailable: { class: 'connection', retry: true, trips: true, isolates: false },
  rate_limited: { class: 'connection', retry: true, trips: false, isolates: false },
  unauthenticated: { class: 'authentication', retry: false, trips: false, isolates: true },
  token_expired: { class: 'authentication', retry: false, trips: false, isolates: false },
  forbidden: { class: 'authentication', retry: false, trips: false, isolates: false },
  not_found: { class: 'validation', retry: false, trips: false, isolates: false },
  invalid_request: { class: 'validation', retry: false, trips: false, isolates: false },
  invalid_response: { class: 'validation', retry: true, trips: true, isolates: false },
  business_rule: { class: 'validation', retry: false, trips: false, isolates: false },
  compliance: { class: 'validation', retry: false, trips: false, isolates: false },
}

/** The only error that leaves an adapter. `message` is ours: never a vendor's raw body, never a secret. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError'
  readonly kind: AdapterErrorKind
  /** HTTP status when there was an answer. */
  readonly status: number | undefined
  /** Wait asked for by the vendor, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** The vendor's own code for the failure, for support (e.g. `INVALID_TICKET_STATUS`). */
  readonly vendorCode: string | undefined

  constructor(
    kind: AdapterErrorKind,
    message: string,
    details: { status?: number; retryAfterMs?: number; vendorCode?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
    this.vendorCode = details.vendorCode
  }
}
