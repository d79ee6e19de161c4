import type { Outputs } from '#trpc/types.ts'

/** A pretend POS as its control API describes it. */
export type Simulator = Outputs['simulators']['list'][number]

/** Of a vendor that tells subscribers what happens. */
export type Notices = NonNullable<Simulator['notices']>
