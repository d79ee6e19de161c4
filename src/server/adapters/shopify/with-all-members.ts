import { fieldsOf } from '../kit/source-record.ts'
import type { List, ShopifyApi } from './client.ts'
import { connectionSchema } from './schema.ts'

const fieldOf = { products: 'variants', orders: 'lineItems', customers: null } as const

/** A product's variants and an order's lines come in pages of their own; the rest is fetched, so that a record is whole. */
export async function withAllMembers(api: ShopifyApi, list: List, node: unknown): Promise<unknown> {
  const field = fieldOf[list]
  const fields = fieldsOf(node)
  const { id } = fields
  if (field === null || typeof id !== 'string') return node
  const first = connectionSchema.safeParse(fields[field]).data
  if (!first?.pageInfo.hasNextPage) return node
  const nodes = [...first.nodes]
  for (let after = first.pageInfo.endCursor; after; ) {
    const more = await (list === 'products' ? api.moreVariants(id, after) : api.moreLines(id, after))
    nodes.push(...more.nodes)
    after = more.pageInfo.hasNextPage ? more.pageInfo.endCursor : null
  }
  return { ...fields, [field]: { nodes } }
}
