import type { Tone } from '#components/ui/badge.tsx'
import { count } from '#lib/numbers.ts'
import type { Outputs } from '#trpc/types.ts'

type Dead = Outputs['queue']['dead']['rows'][number]

const reasons: Record<string, string> = {
  unreachable: 'POS not reached',
  timeout: 'POS took too long',
  dns: 'Address not found',
  tls: 'No secure connection',
  unauthenticated: 'Sign-in refused',
  token_expired: 'Sign-in ran out',
  forbidden: 'Not allowed at the POS',
  rate_limited: 'Too many calls',
  not_found: 'Not found',
  invalid_request: 'Request refused',
  invalid_response: 'Answer not understood',
  business_rule: 'Against a rule of the POS',
  compliance: 'Against a compliance rule',
  unavailable: 'POS out of order',
  invalid_payload: 'Payload not valid',
  names_nothing: 'Names something that is not there',
  worker_died: 'Its worker died',
  took_too_long: 'Took too long',
  internal: 'Went wrong on our side',
}

/** A kind of failure in words; one without words shows as it is. */
export const reasonWords = (reason: string): string => reasons[reason] ?? reason

export const laneWords: Record<string, string> = {
  orders: 'Orders',
  notices: 'Notices',
  stock: 'Stock',
  catalogue: 'Catalogue',
  history: 'History',
  upkeep: 'Upkeep',
}

export const stateLooks: Record<Dead['state'], { tone: Tone; word: string }> = {
  waiting: { tone: 'waiting', word: 'Waits for a person' },
  retried: { tone: 'good', word: 'Retried' },
  discarded: { tone: 'paused', word: 'Discarded' },
}

/** What became of a job that was made anew. */
export const jobStateWords: Record<string, string> = {
  created: 'waiting',
  retry: 'waiting to be tried again',
  active: 'being done',
  completed: 'done',
  failed: 'given up again',
  cancelled: 'cancelled',
}

/** "412", or "about 2,500" of what was not counted one by one. */
export function waitingWords({ waiting, about }: { waiting: number; about: boolean }): string {
  return about ? `about ${count(Number(waiting.toPrecision(2)))}` : count(waiting)
}
