import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Sealer } from '#server/lib/seal.ts'
import { openPersonKey } from './person-keys.ts'
import { openPayload } from './stored-payload.ts'

const sealedSchema = z.object({ sealed: z.string() })

/** A kept version of a person's record. */
export type SealedVersion = { recordId: string; version: number; payload: unknown }

/**
 * Opens versions of people's records with the keys named in them.
 * @returns looks up one version in the clear; null when the person was erased
 * @throws {SealError} changed, moved, or sealed with another key
 */
export async function openVersions(
  tx: PoolClient,
  sealer: Sealer,
  organizationId: string,
  versions: SealedVersion[],
): Promise<(version: SealedVersion) => unknown> {
  const { rows } = await tx.query<{ id: string; sealed: string | null }>(
    'SELECT id, sealed FROM person_key WHERE organization_id = $1 AND id::text = ANY($2::text[])',
    [organizationId, [...new Set(versions.map(({ payload }) => keyIdOf(payload)))]],
  )
  const keys = new Map(rows.map((row) => [row.id, openPersonKey(row, organizationId, sealer)]))
  return ({ recordId, version, payload }) => {
    const person = keys.get(keyIdOf(payload))
    return person ? openPayload(payload, person, { recordId, version, organizationId }) : null
  }
}

/** The text form is `p1.<person key id>.<value>` (`sealPersonal`). */
function keyIdOf(payload: unknown): string {
  const stored = sealedSchema.safeParse(payload)
  return (stored.success ? stored.data.sealed.split('.')[1] : undefined) ?? ''
}
