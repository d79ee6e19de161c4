import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '#server/trpc/root.ts'

/** What procedures give: `Outputs['connections']['list'][number]`. */
export type Outputs = inferRouterOutputs<AppRouter>
