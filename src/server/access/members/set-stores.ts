import type { PoolClient } from 'pg'

/** Replaces the stores a membership is limited to; null leaves none, for a membership that isn't limited. */
export async function setStores(
  tx: PoolClient,
  membershipId: string,
  storeIds: string[] | null,
): Promise<void> {
  await tx.query('DELETE FROM membership_store WHERE membership_id = $1', [membershipId])
  await tx.query(
    'INSERT INTO membership_store (membership_id, store_id) SELECT $1, id FROM unnest($2::uuid[]) AS id GROUP BY id',
    [membershipId, storeIds ?? []],
  )
}
