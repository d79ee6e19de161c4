import { authorize } from '#server/access/authorize.ts'
import type { Permission } from '#server/access/permissions.ts'
import { findIdentity } from '#server/access/session.ts'
import { pool } from '#server/db/pool.ts'
import { systemClock } from '#server/lib/clock.ts'

/** How long a stream may outlive the session it was opened with, in milliseconds. */
const recheckMs = 15_000

/**
 * A subscription stays open long after its request was checked: this checks again while it runs, before a
 * value is passed on, so that ending a session also ends what it listens to.
 *
 * @throws AppError `unauthenticated` or `forbidden` inside the stream.
 */
export function guardStream(stream: unknown, sessionId: string, permission: Permission): unknown {
  return isAsyncIterable(stream) ? guarded(stream, sessionId, permission) : stream
}

async function* guarded(stream: AsyncIterable<unknown>, sessionId: string, permission: Permission) {
  let checkedAt = systemClock.now().getTime()
  for await (const value of stream) {
    const now = systemClock.now()
    if (now.getTime() - checkedAt >= recheckMs) {
      authorize(await findIdentity(pool, sessionId, now), permission)
      checkedAt = now.getTime()
    }
    yield value
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
