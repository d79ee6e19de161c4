import type { Clock } from '#server/lib/clock.ts'

/** How long a stream may outlive what allowed it, in milliseconds. */
export const recheckMs = 15_000

/**
 * A subscription stays open long after its request was checked: this checks again while it runs, before a
 * value is passed on, so that ending a session also ends what it listens to.
 *
 * @param stream what a subscription returned; anything but an async iterable passes through.
 * @param recheck throws when the stream may not go on; its error ends the stream.
 */
export function guardStream(
  stream: unknown,
  recheck: (now: Date) => Promise<void>,
  clock: Pick<Clock, 'now'>,
): unknown {
  return isAsyncIterable(stream) ? guarded(stream, recheck, clock) : stream
}

async function* guarded(
  stream: AsyncIterable<unknown>,
  recheck: (now: Date) => Promise<void>,
  clock: Pick<Clock, 'now'>,
) {
  let checkedAt = clock.now().getTime()
  for await (const value of stream) {
    const now = clock.now()
    if (now.getTime() - checkedAt >= recheckMs) {
      await recheck(now)
      checkedAt = now.getTime()
    }
    yield value
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
