import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'

/** Products of one store that carry the same barcode, or the same SKU. */
export type DuplicateGroup = {
  kind: 'barcode' | 'sku'
  value: string
  storeName: string
  products: {
    id: string
    name: string
    sourceId: string
    connectionName: string
    status: string
    quantity: string
  }[]
}

/**
 * Source keys that look like one product sold twice, in groups, and how many groups there are. They are shown and left
 * alone: which of them is right, a POS's staff knows and a program doesn't.
 */
export async function listDuplicates(
  db: Queryable,
  scope: QueryScope,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: DuplicateGroup[]; total: number }> {
  const sql = sqlValues()
  const { rows } = await db.query<DuplicateGroup & { total: number }>(
    `WITH key AS (
       SELECT DISTINCT p.id, p.store_id, k.kind, k.value
         FROM product p
         JOIN variant v ON v.product_id = p.id
        CROSS JOIN LATERAL (
          SELECT 'barcode' AS kind, unnest(v.barcodes) AS value
          UNION ALL SELECT 'sku', v.sku WHERE v.sku IS NOT NULL) k
        WHERE ${scopeCondition('p', scope, sql)} AND p.status <> 'deleted' AND k.value <> ''
     ), shared AS (
       SELECT store_id, kind, value, array_agg(id) AS ids FROM key
        GROUP BY store_id, kind, value HAVING count(*) > 1
     ), page AS (
       SELECT *, count(*) OVER ()::int AS total FROM shared ORDER BY cardinality(ids) DESC, kind, value, store_id
        LIMIT ${sql.bind(pageSize)} OFFSET ${sql.bind((page - 1) * pageSize)}
     )
     SELECT g.kind, g.value, s.name AS "storeName", g.total, (
              SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'sourceId', p.source_id,
                       'connectionName', c.name, 'status', p.status, 'quantity', trim_scale(p.quantity)::text)
                       ORDER BY p.name, p.id)
                FROM product p JOIN connection c ON c.id = p.connection_id WHERE p.id = ANY(g.ids)) AS products
       FROM page g JOIN store s ON s.id = g.store_id
      ORDER BY cardinality(g.ids) DESC, g.kind, g.value`,
    sql.values,
  )
  const [first] = rows
  return { rows: rows.map(({ total: _, ...group }) => group), total: first?.total ?? 0 }
}
