import type { Random } from '../../world/random.ts'
import type { Clock } from '../../world/types.ts'
import { newBody } from './body.ts'
import { changedBody, forgedRequest, forgeryOf } from './forge.ts'
import type { NoticeLedger } from './ledger.ts'
import { createLine } from './line.ts'
import { isTaken, postNotice } from './post.ts'
import type { NoticeSettings } from './settings.ts'
import type { SubscriptionBook } from './subscriptions.ts'
import type { NoticeDialect, SentNotice } from './types.ts'

/** As many as a vendor has under way to its subscribers here. */
const atATime = 8

export type SenderOptions = {
  dialect: NoticeDialect
  book: SubscriptionBook
  ledger: NoticeLedger
  random: Random
  clock: Clock
  settings(): NoticeSettings
}

/** What takes notices to their subscribers, tries again as the vendor does and goes wrong as it is told to. */
export type Sender = {
  /** Puts a new notice on its way. */
  dispatch(notice: SentNotice): void
  /** Takes up one that was on its way when the process ended. */
  resume(notice: SentNotice): void
  /** What is under way is given up and stays waiting. */
  close(): void
}

export function createSender({ dialect, book, ledger, random, clock, settings }: SenderOptions): Sender {
  const line = createLine(atATime)
  const closing = new AbortController()
  /** Held back until another has gone out. */
  const held = new Set<() => void>()

  async function attempt(notice: SentNotice, request = dialect.request(notice, notice.subscription)) {
    const at = clock.now().toISOString()
    const began = performance.now()
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(dialect.timeoutMs)])
    const status = await postNotice(request.url, request.headers, notice.body, signal)
    if (closing.signal.aborted) return null
    notice.tries.push({ at, status, ms: Math.round(performance.now() - began) })
    return status
  }

  /** One try of a genuine notice, and what follows from how it went. */
  async function deliver(notice: SentNotice): Promise<void> {
    const { id } = notice.subscription
    // What somebody no longer wants to hear of isn't tried again.
    if (!book.all().some((one) => one.id === id)) return finish(notice, 'failed')
    const status = await attempt(notice)
    if (closing.signal.aborted) return
    for (const release of held) release()
    if (isTaken(status)) {
      count(id, () => 0)
      return finish(notice, 'delivered')
    }
    count(id, (failures) => failures + 1)
    const wait = dialect.retryMs[notice.tries.length - 1]
    if (wait === undefined) return finish(notice, 'failed')
    line.add(wait * settings().retryScale, () => deliver(notice))
  }

  function finish(notice: SentNotice, state: SentNotice['state']): void {
    // A second copy may fail after the first one was taken.
    if (notice.state !== 'delivered') notice.state = state
  }

  function count(subscriptionId: string, next: (failures: number) => number): void {
    const found = book.all().find(({ id }) => id === subscriptionId)
    if (found === undefined) return
    found.failures = next(found.failures)
    if (dialect.endsAfter !== null && found.failures >= dialect.endsAfter) book.remove(found.id)
  }

  /** What somebody sends who doesn't know the secret: once, under an id of its own. */
  function forge(genuine: SentNotice): void {
    const forged = forgeryOf(dialect, random)
    const { number: _, ...rest } = genuine
    const notice = ledger.add({
      ...rest,
      ...newBody(changedBody(genuine.body, random)),
      id: random.uuid(),
      forged,
      faults: [],
      tries: [],
      state: 'waiting',
    })
    const request = forgedRequest(dialect, notice, notice.subscription, forged, genuine.body)
    line.add(0, async () => {
      const status = await attempt(notice, request)
      notice.state = isTaken(status) ? 'delivered' : 'failed'
    })
  }

  function hold(notice: SentNotice): void {
    const release = () => {
      if (held.delete(release)) line.add(0, () => deliver(notice))
    }
    held.add(release)
    setTimeout(release, settings().delayMs).unref()
  }

  return {
    dispatch(notice) {
      const { dropRate, duplicateRate, delayRate, reorderRate, forgeRate, delayMs } = settings()
      const hit = (name: SentNotice['faults'][number], share: number) => {
        const chosen = random.chance(share)
        if (chosen) notice.faults.push(name)
        return chosen
      }
      if (hit('drop', dropRate)) {
        notice.state = 'dropped'
        return
      }
      const later = () => random.int(0, delayMs)
      if (hit('reorder', reorderRate)) hold(notice)
      else line.add(hit('delay', delayRate) ? later() : 0, () => deliver(notice))
      if (hit('duplicate', duplicateRate)) line.add(later(), () => deliver(notice))
      if (random.chance(forgeRate)) forge(notice)
    },
    resume: (notice) => line.add(0, () => deliver(notice)),
    close() {
      line.close()
      closing.abort()
    },
  }
}
