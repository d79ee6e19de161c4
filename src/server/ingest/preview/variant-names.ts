import type { PoolClient } from 'pg'

/** What people call these sale units: the product's name, and the unit's label where it has one. */
export async function variantNames(
  tx: PoolClient,
  connectionId: string,
  sourceIds: string[],
): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ sourceId: string; name: string; label: string }>(
    `SELECT v.source_id AS "sourceId", p.name, v.label FROM variant v JOIN product p ON p.id = v.product_id
      WHERE v.connection_id = $1 AND v.source_id = ANY($2::text[])`,
    [connectionId, [...new Set(sourceIds)]],
  )
  return new Map(rows.map(({ sourceId, name, label }) => [sourceId, label ? `${name} · ${label}` : name]))
}
