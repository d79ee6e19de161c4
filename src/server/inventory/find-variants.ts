import type { PoolClient } from 'pg'

export type KnownVariant = { id: string; productId: string }

/** The rows behind a POS's variant ids; what is missing has not come with any product yet. */
export async function findVariants(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<Map<string, KnownVariant>> {
  const { rows } = await tx.query<KnownVariant & { sourceId: string }>(
    `SELECT id, product_id AS "productId", source_id AS "sourceId"
       FROM variant WHERE connection_id = $1 AND source_id = ANY($2::text[])`,
    [connectionId, [...new Set(sourceIds)]],
  )
  return new Map(rows.map(({ sourceId, ...variant }) => [sourceId, variant]))
}
