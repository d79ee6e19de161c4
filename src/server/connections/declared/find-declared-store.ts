import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'

/**
 * The store the environment names.
 * @param wanted its id, or its name
 * @throws {AppError} not_found; conflict when several stores have the name
 */
export async function findDeclaredStore(
  db: Queryable,
  wanted: string,
): Promise<{ id: string; organizationId: string; name: string }> {
  const { rows } = await db.query<{ id: string; organizationId: string; name: string }>(
    `SELECT id, organization_id AS "organizationId", name FROM store
      WHERE id::text = lower($1) OR name = $1 ORDER BY id LIMIT 2`,
    [wanted],
  )
  const [store, other] = rows
  if (!store) {
    throw new AppError(
      'not_found',
      `POS_STORE: there is no store "${wanted}" yet. Make it, or correct its name; Cairn looks again every minute.`,
    )
  }
  if (!other) return store
  throw new AppError('conflict', `POS_STORE: several stores are called "${wanted}". Give the id of one.`)
}
