import type { QueryScope } from '#server/access/query-scope.ts'

/** Who does it, and within what. */
export type Actor = { userId: string; scope: QueryScope }
