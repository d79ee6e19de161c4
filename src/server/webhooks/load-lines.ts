import type { Adapter } from '#server/adapters/contract.ts'
import type { Webhooks } from '#server/adapters/webhooks.ts'
import {
  findStoredSecrets,
  type OpenedSecrets,
  openStoredSecrets,
} from '#server/connections/webhook-secret.ts'
import type { Queryable } from '#server/db/transaction.ts'

/** What is needed to judge a delivery to one connection. */
export type Line = OpenedSecrets & {
  connectionId: string
  organizationId: string
  storeId: string
  vendor: string
  webhooks: Webhooks
}

type Row = Omit<Line, 'webhooks' | keyof OpenedSecrets> & { signInMethod: string }

/**
 * Looks up connections that may be sent notices, with their secrets opened, in one round trip.
 * @returns for each id its line; null for one that may not be sent any; why it can't be opened, as an Error
 */
export async function loadLines(
  db: Queryable,
  adapterFor: (vendor: string) => Adapter,
  ids: string[],
): Promise<(Line | null | Error)[]> {
  const [found, secrets] = await Promise.all([
    db.query<Row>(
      `SELECT id AS "connectionId", organization_id AS "organizationId", store_id AS "storeId", vendor,
              sign_in_method AS "signInMethod"
         FROM connection WHERE id = ANY($1::uuid[]) AND status IN ('active', 'paused')`,
      [ids],
    ),
    findStoredSecrets(db, ids),
  ])
  const rows = new Map(found.rows.map((row) => [row.connectionId, row]))
  return ids.map((id) => {
    const row = rows.get(id.toLowerCase())
    if (!row) return null
    const { manifest, webhooks } = adapterFor(row.vendor)
    if (!webhooks || !manifest.capabilities.webhooks) return null
    try {
      return { ...row, webhooks, ...openStoredSecrets(secrets, { ...row, id: row.connectionId }, manifest) }
    } catch (error) {
      return error instanceof Error ? error : new Error('a secret could not be opened', { cause: error })
    }
  })
}
