import type { SqlValues } from '../db/sql-values.ts'
import type { Membership } from './identity.ts'
import { storeScope } from './scope.ts'

/** What one person's query may return: one organisation, and of it all stores (null) or these. */
export type QueryScope = { organizationId: string; storeIds: string[] | null }

/**
 * The scope of the person asking, narrowed to one store when `storeId` is given.
 * @throws {AppError} forbidden when the store is not one of theirs
 */
export function queryScope(context: { membership: Membership }, storeId?: string): QueryScope {
  return { organizationId: context.membership.organizationId, storeIds: storeScope(context, storeId) }
}

/**
 * The scope as a condition on a table that has `organization_id` and `store_id`.
 * One store is compared with `=`, so that an index on (store_id, name, id) also gives the order.
 */
export function scopeCondition(table: string, scope: QueryScope, { bind }: SqlValues): string {
  const organization = `${table}.organization_id = ${bind(scope.organizationId)}`
  if (scope.storeIds === null) return organization
  const [only, ...others] = scope.storeIds
  const stores =
    only !== undefined && others.length === 0
      ? `${table}.store_id = ${bind(only)}`
      : `${table}.store_id = ANY(${bind(scope.storeIds)}::uuid[])`
  return `${organization} AND ${stores}`
}
