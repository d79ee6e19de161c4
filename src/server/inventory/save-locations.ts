import type { PoolClient } from 'pg'
import { newId } from '#server/lib/ids.ts'

export type LocationDraft = { sourceId: string; name: string; sellable: boolean }

/** Inserts the locations that are new, renames those that changed. @returns row ids by source id */
export async function saveLocations(
  tx: PoolClient,
  connectionId: string,
  drafts: LocationDraft[],
): Promise<Map<string, string>> {
  const unique = [...new Map(drafts.map((draft) => [draft.sourceId, draft])).values()]
  const values = [
    connectionId,
    unique.map(() => newId()),
    unique.map((draft) => draft.sourceId),
    unique.map((draft) => draft.name),
    unique.map((draft) => draft.sellable),
  ]
  await tx.query(
    `INSERT INTO location (id, connection_id, source_id, name, sellable)
     SELECT i.id, $1, i.source_id, i.name, i.sellable
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bool[]) AS i(id, source_id, name, sellable)
       LEFT JOIN location l ON l.connection_id = $1 AND l.source_id = i.source_id
      WHERE (l.name, l.sellable) IS DISTINCT FROM (i.name, i.sellable)
     ON CONFLICT (connection_id, source_id) DO UPDATE SET name = excluded.name, sellable = excluded.sellable`,
    values,
  )
  const { rows } = await tx.query<{ id: string; source_id: string }>(
    'SELECT id, source_id FROM location WHERE connection_id = $1 AND source_id = ANY($2::text[])',
    [connectionId, unique.map((draft) => draft.sourceId)],
  )
  return new Map(rows.map((row) => [row.source_id, row.id]))
}
