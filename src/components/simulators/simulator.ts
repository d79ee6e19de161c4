import type { Outputs } from '#trpc/types.ts'

/** A pretend POS as its control API describes it. */
export type Simulator = Outputs['simulators']['list'][number]
