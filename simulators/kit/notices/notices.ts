import { randomUUID } from 'node:crypto'
import { createRandom } from '../../world/random.ts'
import type { WorldStore } from '../../world/store.ts'
import type { StoreChange } from '../../world/store-change.ts'
import type { Clock } from '../../world/types.ts'
import type { World } from '../../world.ts'
import { newBody } from './body.ts'
import { createNoticeLedger, type NoticeLedger } from './ledger.ts'
import { createSender } from './sender.ts'
import type { NoticeSettings } from './settings.ts'
import type { SubscriptionBook } from './subscriptions.ts'
import type { NoticeDialect, NoticeDraft, NoticeSubscription, SentNotice } from './types.ts'

/** What is kept of a vendor's notices between two runs; JSON-safe. */
export type NoticesSnapshot = { subscriptions: NoticeSubscription[]; notices: SentNotice[] }

export type NoticesOptions = {
  dialect: NoticeDialect
  book: SubscriptionBook
  world: World
  clock: Clock
  seed: number
  /** Stores live by themselves, so somebody has to look for what happened. */
  livesAlone: boolean
  settings(): NoticeSettings
  saved: readonly SentNotice[]
}

/** A vendor that tells its subscribers what happens in its stores. Without subscribers nothing is even looked at. */
export type Notices = {
  ledger: NoticeLedger
  dialect: NoticeDialect
  /** To be called when somebody begins or ceases to be told of anything. */
  listen(): void
  /** Sends what nothing in the store has caused. @returns null when there is no such topic or record */
  compose(storeKey: string, topic: string | null, sourceId: string | null): SentNotice[] | null
  save(): NoticesSnapshot
  close(): void
}

const lookEveryMs = 1000

export function createNotices(options: NoticesOptions): Notices {
  const { dialect, book, world, clock, settings } = options
  const ledger = createNoticeLedger(options.saved)
  const random = createRandom(options.seed)
  const sender = createSender({ dialect, book, ledger, random, clock, settings })
  let happened = new Map<string, { store: WorldStore; change: StoreChange }>()
  let looking: NodeJS.Timeout | null = null

  function send(draft: NoticeDraft, subscription: NoticeSubscription): SentNotice {
    const { topic, of, sourceId, at } = draft
    const notice = ledger.add({
      ...{ id: randomUUID(), topic, of, sourceId, at, subscription: { ...subscription } },
      ...newBody(JSON.stringify(draft.body)),
      ...{ forged: null, faults: [], tries: [], state: 'waiting' },
    })
    sender.dispatch(notice)
    return notice
  }
  const tellAll = (storeKey: string, drafts: NoticeDraft[]) =>
    drafts.flatMap((draft) =>
      book
        .all()
        .filter((one) => one.storeKey === storeKey && one.topic === draft.topic)
        .map((subscription) => send(draft, subscription)),
    )

  /** Told together, so that what was added and stocked in one go is one event each, as it stands then. */
  function flush(): void {
    const all = [...happened.values()]
    happened = new Map()
    for (const { store, change } of all) {
      const { key } = store.profile
      if (book.all().some(({ storeKey }) => storeKey === key)) tellAll(key, dialect.tell(store, change))
    }
  }
  function note(store: WorldStore, change: StoreChange): void {
    if (happened.size === 0) queueMicrotask(flush)
    const key = `${store.profile.key} ${change.of} ${change.id}`
    const first = happened.get(key)?.change
    happened.set(key, { store, change: first === undefined ? change : merged(first, change) })
  }

  const stopLooking = () => {
    if (looking !== null) clearInterval(looking)
    looking = null
  }
  const listen = () => {
    const anybody = book.all().length > 0
    world.observe(anybody ? note : null)
    stopLooking()
    if (anybody && options.livesAlone) looking = setInterval(world.catchUp, lookEveryMs).unref()
  }
  listen()
  for (const notice of ledger.waiting()) sender.resume(notice)

  return {
    ledger,
    dialect,
    listen,
    compose(storeKey, topic, sourceId) {
      const store = world.store(storeKey)
      const draft = store === undefined ? null : dialect.compose(store, topic, sourceId)
      if (draft === null) return null
      if (draft.of !== 'test') return tellAll(storeKey, [draft])
      // Each line is tried once, whatever it is told of.
      const lines = new Map(
        book.all().flatMap((one) => (one.storeKey === storeKey ? [[one.address, one] as const] : [])),
      )
      return [...lines.values()].map((line) => send(draft, line))
    },
    save: () => ({ subscriptions: [...book.all()], notices: ledger.save() }),
    close() {
      stopLooking()
      world.observe(null)
      sender.close()
    },
  }
}

/** Two changes of one record as one: what began it and how it stands now. */
function merged(first: StoreChange, last: StoreChange): StoreChange {
  if (first.of === 'stock' && last.of === 'stock') return { ...last, before: first.before }
  const added = first.kind === 'added' && last.kind === 'changed'
  if (added && last.of !== 'stock') return { ...last, kind: 'added' }
  return last
}
