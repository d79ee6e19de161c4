import type { PoolClient } from 'pg'
import type { NewEvent } from '#server/events/append-events.ts'

/** Marks products as deleted. They keep their rows, so that what refers to them still finds them. */
export async function removeProducts(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<NewEvent[]> {
  const { rows } = await tx.query<{ id: string; name: string; status: string; changedAt: Date }>(
    `WITH gone AS (
       SELECT id, name, status, changed_at FROM product
        WHERE connection_id = $1 AND source_id = ANY($2::text[]) AND status <> 'deleted' FOR UPDATE
     )
     UPDATE product p SET status = 'deleted', changed_at = now() FROM gone WHERE p.id = gone.id
     RETURNING gone.id, gone.name, gone.status, gone.changed_at AS "changedAt"`,
    [connectionId, sourceIds],
  )
  return rows.map(({ id, name, status, changedAt }) => ({
    stream: `product:${id}`,
    type: 'product.removed',
    data: {
      name,
      changes: [{ field: 'status', before: status, after: 'deleted' }],
      undo: { product: { status, changed_at: changedAt } },
    },
  }))
}
