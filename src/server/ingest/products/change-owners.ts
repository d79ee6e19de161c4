import type { PoolClient } from 'pg'
import { diffImages } from '#server/catalog/travel/diff-images.ts'
import { type ProductImage, readImages } from '#server/catalog/travel/product-image.ts'
import type { NewEvent } from '#server/events/append-events.ts'
import { refreshQuantities } from '#server/inventory/refresh-quantities.ts'
import { refreshSummaries } from './refresh-summaries.ts'

type Owner = { id: string; sourceId: string; connectionId: string; name: string; keys: string[] }

/**
 * Changes sale units of products that have several source keys: what lists show of them is brought up to date, and what
 * changed becomes events that tell their other keys.
 * @param productIds of any connection of a store
 * @param write puts sale units in or takes them out
 */
export async function changeOwners(
  tx: PoolClient,
  productIds: string[],
  write: () => Promise<void>,
): Promise<NewEvent[]> {
  const owners = await loadOwners(tx, productIds)
  const before = await imagesOf(tx, owners)
  await write()
  await refreshSummaries(tx, productIds)
  await refreshQuantities(tx, productIds)
  const undos = diffImages(before, await imagesOf(tx, owners))
  return owners.flatMap((owner): NewEvent[] => {
    const undo = undos.get(owner.id)
    if (!undo) return []
    const changes = [{ field: 'linkedKeys', before: null, after: owner.keys }]
    return [
      { stream: `product:${owner.id}`, type: 'product.changed', data: { name: owner.name, changes, undo } },
    ]
  })
}

async function loadOwners(tx: PoolClient, ids: string[]): Promise<Owner[]> {
  const { rows } = await tx.query<Owner>(
    `SELECT id, source_id AS "sourceId", connection_id AS "connectionId", name,
            ARRAY(SELECT a.source_id FROM product_alias a WHERE a.product_id = product.id ORDER BY 1) AS keys
       FROM product WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  )
  return rows
}

async function imagesOf(tx: PoolClient, owners: Owner[]): Promise<ProductImage[]> {
  const images: ProductImage[] = []
  for (const [connectionId, own] of Map.groupBy(owners, (owner) => owner.connectionId)) {
    const sourceIds = own.map((owner) => owner.sourceId)
    images.push(...(await readImages(tx, connectionId, sourceIds, [])))
  }
  return images
}
