import { createRandom, type Random } from '../world/random.ts'
import type { Clock } from '../world/types.ts'
import { createWorld, type World, type WorldSnapshot } from '../world.ts'
import { type FaultSettings, noFaults } from './faults.ts'
import { createNotices, type Notices, type NoticesSnapshot } from './notices/notices.ts'
import { type NoticeSettings, usualNotices } from './notices/settings.ts'
import { createSubscriptionBook, type SubscriptionBook } from './notices/subscriptions.ts'
import { createRateCounter, type RateCounter } from './rate-counter.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import type { VendorDefinition, VendorSimulator } from './vendor.ts'

/** What a vendor had come to when it was last stopped. */
export type VendorSnapshot = WorldSnapshot & { notices?: NoticesSnapshot }

export type RuntimeOptions = {
  clock: Clock
  seed: number
  products: number | undefined
  pace: number
  publicUrl(): string
  saved: VendorSnapshot | undefined
}

/** A vendor at work: its own world, faults, counters and log. */
export type VendorRuntime = {
  definition: VendorDefinition
  world: World
  simulator: VendorSimulator
  random: Random
  /** Null for a vendor that tells nobody of anything. */
  notices: Notices | null
  book: SubscriptionBook
  noticeSettings: NoticeSettings
  faults: FaultSettings
  perSecond: number | null
  /** False while a tester has lifted the limit. */
  limited: boolean
  rates: RateCounter
  log: RequestLog
  /** Back to an untouched world with nothing counted, nobody subscribed and the vendor's own limit; faults stay as set. */
  reset(options: { seed?: number | undefined; products?: number | undefined }): void
  save(): VendorSnapshot
  /** Sends nothing any more. */
  close(): void
}

export function createRuntime(definition: VendorDefinition, options: RuntimeOptions): VendorRuntime {
  const { clock, pace, publicUrl } = options
  let { seed, products } = options
  const build = (saved?: VendorSnapshot) => {
    const world = createWorld({
      clock,
      seed,
      pace,
      ...(products !== undefined && { products }),
      ...(saved !== undefined && { saved }),
    })
    const book: SubscriptionBook = createSubscriptionBook(
      saved?.notices?.subscriptions ?? [],
      world.now,
      () => notices?.listen(),
    )
    const simulator = definition.create({
      world,
      clock,
      subscriptions: book,
      publicUrl,
      faults: () => runtime.faults,
      limited: () => runtime.limited,
    })
    const dialect = simulator.notices
    const notices: Notices | null = dialect
      ? createNotices({
          ...{ dialect, book, world, clock, seed, livesAlone: pace > 0 },
          settings: () => runtime.noticeSettings,
          saved: saved?.notices?.notices ?? [],
        })
      : null
    return { world, simulator, notices, book, random: createRandom(seed) }
  }
  const runtime: VendorRuntime = {
    definition,
    faults: noFaults,
    noticeSettings: usualNotices,
    perSecond: definition.perSecond,
    limited: true,
    rates: createRateCounter(() => runtime.perSecond),
    log: createRequestLog(),
    reset(changed) {
      seed = changed.seed ?? seed
      products = changed.products ?? products
      runtime.perSecond = definition.perSecond
      runtime.limited = true
      runtime.rates.reset()
      runtime.log.reset()
      runtime.close()
      Object.assign(runtime, build())
    },
    save: () => ({
      ...runtime.world.save(),
      ...(runtime.notices !== null && { notices: runtime.notices.save() }),
    }),
    close: () => runtime.notices?.close(),
    ...build(options.saved),
  }
  return runtime
}
