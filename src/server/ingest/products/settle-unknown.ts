import type { NormalizedProduct } from '#server/catalog/normalize-product.ts'
import type { Batch } from '../types.ts'
import { holdForReview } from './hold-for-review.ts'

type Standing = {
  sourceId: string
  known: boolean
  linkedTo: string | null
  review: 'waiting' | 'created' | 'linked' | 'ignored' | null
  policy: string
}

/** Products to write as their own, and those whose sale units belong to another product, by its id. */
export type Settled = { own: NormalizedProduct[]; linked: [product: NormalizedProduct, productId: string][] }

/**
 * Decides what becomes of products by what is known of their source keys: the connection's policy may want a person to
 * look at new ones first, and a person may have linked or ignored a key. What waits or is ignored is kept as a source
 * record and becomes no product.
 */
export async function settleUnknown(batch: Batch, products: NormalizedProduct[]): Promise<Settled> {
  const { rows } = await batch.tx.query<Standing>(
    `SELECT i.source_id AS "sourceId", p.id IS NOT NULL AS known, a.product_id AS "linkedTo", r.state AS review,
            c.creation_policy AS policy
       FROM connection c
      CROSS JOIN unnest($2::text[]) AS i(source_id)
       LEFT JOIN product p ON p.connection_id = c.id AND p.source_id = i.source_id
       LEFT JOIN product_alias a ON a.connection_id = c.id AND a.source_id = i.source_id
       LEFT JOIN review_item r ON r.connection_id = c.id AND r.entity = 'products' AND r.source_id = i.source_id
      WHERE c.id = $1`,
    [batch.scope.connectionId, products.map((product) => product.sourceId)],
  )
  const standings = new Map(rows.map((row) => [row.sourceId, row]))
  const settled: Settled = { own: [], linked: [] }
  const held: NormalizedProduct[] = []
  for (const product of products) {
    const standing = standings.get(product.sourceId)
    if (standing?.linkedTo) settled.linked.push([product, standing.linkedTo])
    else if (!standing || mayBecome(standing)) settled.own.push(product)
    else held.push(product)
  }
  if (held.length > 0) await holdForReview(batch, held)
  return settled
}

/** What somebody decided outlives the policy; a product that exists never waits again. */
function mayBecome({ known, review, policy }: Standing): boolean {
  if (known || review === 'created') return true
  return review !== 'ignored' && policy === 'create'
}
