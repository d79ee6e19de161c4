import type { Adapter } from '#server/adapters/contract.ts'
import type { NoticeChange } from '#server/adapters/webhooks.ts'
import { SealError, type Sealer } from '#server/lib/seal.ts'
import type { ByteSealer } from '#server/lib/seal-bytes.ts'
import { openBody } from '../delivery-body.ts'
import type { OpenDelivery } from './open-delivery.ts'
import type { ReadDelivery } from './plan-tasks.ts'
import type { Verdict } from './verdict.ts'

export type ReadDeliveries = {
  changes: ReadDelivery[]
  privacy: { id: string; changes: NoticeChange[] }[]
  /** Those that are done with by being read. */
  verdicts: Map<string, Verdict>
}

/**
 * Reads deliveries anew, as today's adapter does: what it says counts, not what was read when they came in.
 * @param account what names the connection's account at the vendor
 */
export function readDeliveries(
  open: readonly OpenDelivery[],
  adapter: Adapter,
  account: Record<string, string>,
  sealing: { sealer: Sealer & ByteSealer; organizationId: string },
): ReadDeliveries {
  const read: ReadDeliveries = { changes: [], privacy: [], verdicts: new Map() }
  for (const delivery of open) {
    const { id, replay, occurredAt, receivedAt } = delivery
    const body = bodyOf(delivery, sealing)
    if (typeof body === 'string') {
      read.verdicts.set(id, body === 'gone' ? erased : unopened)
      continue
    }
    const { headers, query } = delivery
    const request = { body, headers, query: new URLSearchParams(query) }
    const notice = adapter.webhooks?.read(request, account) ?? null
    if (!notice) read.verdicts.set(id, unreadable)
    else if (notice.purpose === 'privacy') read.privacy.push({ id, changes: notice.changes })
    else if (notice.purpose === 'test' || notice.changes.length === 0) read.verdicts.set(id, nothing)
    else read.changes.push({ id, replay, occurredAt, receivedAt, changes: notice.changes })
  }
  return read
}

function bodyOf(
  { bodyOf: id, body }: OpenDelivery,
  { sealer, organizationId }: { sealer: Sealer & ByteSealer; organizationId: string },
): Buffer | 'gone' | 'sealed' {
  if (body === null) return 'gone'
  try {
    return openBody(sealer, { id, organizationId }, body)
  } catch (error) {
    if (error instanceof SealError) return 'sealed'
    throw error
  }
}

const erased: Verdict = {
  state: 'ignored',
  effects: [],
  errorKind: 'body_gone',
  errorMessage:
    'What it told is no longer kept: the person it is about was erased, or it was kept long enough.',
}

const unopened: Verdict = {
  state: 'dead',
  effects: [],
  errorKind: 'sealed',
  errorMessage:
    'The stored body can’t be opened: it was changed, or the key it was sealed with is missing. Give the key back and replay it, or run a full sync.',
}

const unreadable: Verdict = {
  state: 'dead',
  effects: [],
  errorKind: 'unreadable',
  errorMessage:
    'The adapter can’t read this delivery: it has a form Cairn does not know, or names another account. Correct the adapter or the connection and replay it.',
}

const nothing: Verdict = {
  state: 'ignored',
  effects: [],
  errorKind: 'nothing_to_do',
  errorMessage: 'It tells of nothing that Cairn keeps.',
}
