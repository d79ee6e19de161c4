import { createRandom, type Random } from '../world/random.ts'
import type { Clock } from '../world/types.ts'
import { createWorld, type World, type WorldSnapshot } from '../world.ts'
import { type FaultSettings, noFaults } from './faults.ts'
import { createRateCounter, type RateCounter } from './rate-counter.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import type { VendorDefinition, VendorSimulator } from './vendor.ts'

export type RuntimeOptions = {
  clock: Clock
  seed: number
  products: number | undefined
  pace: number
  publicUrl(): string
  saved: WorldSnapshot | undefined
}

/** A vendor at work: its own world, faults, counters and log. */
export type VendorRuntime = {
  definition: VendorDefinition
  world: World
  simulator: VendorSimulator
  random: Random
  faults: FaultSettings
  perSecond: number | null
  /** False while a tester has lifted the limit. */
  limited: boolean
  rates: RateCounter
  log: RequestLog
  /** Back to an untouched world with nothing counted and the vendor's own limit; faults stay as set. */
  reset(options: { seed?: number | undefined; products?: number | undefined }): void
}

export function createRuntime(definition: VendorDefinition, options: RuntimeOptions): VendorRuntime {
  const { clock, pace, publicUrl } = options
  let { seed, products } = options
  const build = (saved?: WorldSnapshot) => {
    const world = createWorld({
      clock,
      seed,
      pace,
      ...(products !== undefined && { products }),
      ...(saved !== undefined && { saved }),
    })
    const simulator = definition.create({
      world,
      clock,
      publicUrl,
      faults: () => runtime.faults,
      limited: () => runtime.limited,
    })
    return { world, simulator, random: createRandom(seed) }
  }
  const runtime: VendorRuntime = {
    definition,
    faults: noFaults,
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
      Object.assign(runtime, build())
    },
    ...build(options.saved),
  }
  return runtime
}
