import type { PoolClient } from 'pg'
import type { NewEvent } from '#server/events/append-events.ts'

/** Marks customers the POS no longer has as deleted. They stay, sealed, for the orders they placed, until erased. */
export async function removeCustomers(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<NewEvent[]> {
  const { rows } = await tx.query<{ id: string; status: string }>(
    `WITH gone AS (
       SELECT id, status FROM customer
        WHERE connection_id = $1 AND source_id = ANY($2::text[]) AND status <> 'deleted' FOR UPDATE
     )
     UPDATE customer c SET status = 'deleted', changed_at = now() FROM gone WHERE c.id = gone.id
     RETURNING gone.id, gone.status`,
    [connectionId, sourceIds],
  )
  return rows.map(({ id, status }) => ({
    stream: `customer:${id}`,
    type: 'customer.removed',
    data: {
      status: 'deleted',
      changes: [{ field: 'status', before: status, after: 'deleted' }],
      personal: [],
    },
  }))
}
