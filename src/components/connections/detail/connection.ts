import type { Outputs } from '#trpc/types.ts'

/** A connection with everything its page shows. */
export type Connection = Outputs['connections']['get']
