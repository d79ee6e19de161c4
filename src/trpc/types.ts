import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '#server/trpc/root.ts'

/** What procedures give: `Outputs['connections']['list'][number]`. */
export type Outputs = inferRouterOutputs<AppRouter>

/** What procedures take: `Inputs['notices']['replay']`. */
export type Inputs = inferRouterInputs<AppRouter>
