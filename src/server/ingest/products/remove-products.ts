import type { PoolClient } from 'pg'
import type { NewEvent } from '#server/events/append-events.ts'
import { changeOwners } from './change-owners.ts'
import { removeLinkedVariants, removeOtherVariants } from './save-variants.ts'

/**
 * Marks products as deleted whose last source key is gone. They keep their rows, so that what refers to them still finds
 * them. Products that live on by another key lose the sale units of the one that is gone. The records are marked already.
 */
export async function removeProducts(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<NewEvent[]> {
  const { rows } = await tx.query<{ id: string; name: string; status: string; changedAt: Date }>(
    `WITH gone AS (
       SELECT id, name, status, changed_at FROM product p
        WHERE id IN (${touched}) AND status <> 'deleted' AND NOT ${lives} FOR UPDATE
     )
     UPDATE product p SET status = 'deleted', changed_at = now() FROM gone WHERE p.id = gone.id
     RETURNING gone.id, gone.name, gone.status, gone.changed_at AS "changedAt"`,
    [connectionId, sourceIds],
  )
  const removed = rows.map(({ id, name, status, changedAt }) => ({
    stream: `product:${id}`,
    type: 'product.removed',
    data: {
      name,
      changes: [{ field: 'status', before: status, after: 'deleted' }],
      undo: { product: { status, changed_at: changedAt } },
    },
  }))
  return [...removed, ...(await trimSurvivors(tx, connectionId, sourceIds))]
}

/** Products one of these keys belongs to. */
const touched = `
  SELECT id FROM product WHERE connection_id = $1 AND source_id = ANY($2::text[])
  UNION SELECT product_id FROM product_alias WHERE connection_id = $1 AND source_id = ANY($2::text[])`

/** Whether the POS still has one of the keys of product p. */
const lives = `EXISTS (
  SELECT FROM source_record s
   WHERE s.entity = 'products' AND s.deleted_at IS NULL
     AND (s.connection_id, s.source_id) IN (
       SELECT p.connection_id, p.source_id
       UNION ALL SELECT a.connection_id, a.source_id FROM product_alias a WHERE a.product_id = p.id))`

async function trimSurvivors(tx: PoolClient, connectionId: string, sourceIds: string[]): Promise<NewEvent[]> {
  const { rows } = await tx.query<{ id: string; ownGone: boolean }>(
    `SELECT p.id, p.connection_id = $1 AND p.source_id = ANY($2::text[]) AS "ownGone"
       FROM product p
      WHERE p.id IN (${touched}) AND p.status <> 'deleted' AND ${lives}`,
    [connectionId, sourceIds],
  )
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const ownGone = rows.filter((row) => row.ownGone).map((row) => row.id)
  return changeOwners(tx, ids, async () => {
    await removeOtherVariants(tx, ownGone, [])
    await removeLinkedVariants(tx, connectionId, sourceIds, [])
  })
}
