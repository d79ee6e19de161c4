import type { Pool } from 'pg'
import { z } from 'zod'
import type { Adapter } from '#server/adapters/contract.ts'
import { adapterFor as registered } from '#server/adapters/lookup.ts'
import type { Webhooks } from '#server/adapters/webhooks.ts'
import { openWebhookSecrets, type WebhookSecret } from '#server/connections/webhook-secret.ts'
import type { Clock } from '#server/lib/clock.ts'

/** What is needed to judge a delivery to one connection. */
export type Line = {
  connectionId: string
  organizationId: string
  storeId: string
  vendor: string
  webhooks: Webhooks
  /** Newest first. */
  secrets: WebhookSecret[]
  /** What names the connection's account at the vendor; no secret. */
  account: Record<string, string>
}

export type LineCache = { find(vendor: string, connectionId: string): Promise<Line | null> }

const idSchema = z.uuid()

/** How long a change of a connection or a secret may take to reach the door. */
const keptMs = 5_000

/** From then on it is looked up again while what is known still serves: nobody waits for a look-up of what is asked for often. */
const renewedMs = 2_500

/** Ids are anybody's to make up: what is remembered of them is bounded. */
const mostKept = 5_000

type Known = { line: Promise<Line | null>; loadedAt: number; renewing: boolean }

/**
 * Finds connections that may be sent notices, with their secrets opened once and kept in memory for seconds. A paused
 * connection is found: what comes meanwhile is worked on when it is resumed.
 */
export function createLineCache(parts: {
  db: Pool
  clock: Clock
  adapterFor?: (vendor: string) => Adapter
}): LineCache {
  const known = new Map<string, Known>()

  function look(connectionId: string, loadedAt: number): Known {
    const entry: Known = { line: load(parts, connectionId), loadedAt, renewing: false }
    // What could not be looked up is looked up again by the next.
    entry.line.catch(() => known.get(connectionId) === entry && known.delete(connectionId))
    return entry
  }

  function keep(connectionId: string, entry: Known): void {
    known.delete(connectionId)
    known.set(connectionId, entry)
    const [oldest] = known.keys()
    if (known.size > mostKept && oldest !== undefined) known.delete(oldest)
  }

  return {
    async find(vendor, connectionId) {
      const now = parts.clock.now().getTime()
      let entry = known.get(connectionId)
      if (!entry || now >= entry.loadedAt + keptMs) {
        if (!idSchema.safeParse(connectionId).success) return null
        entry = look(connectionId, now)
        keep(connectionId, entry)
      } else if (now >= entry.loadedAt + renewedMs && !entry.renewing) {
        entry.renewing = true
        const renewed = look(connectionId, now)
        // A failed one is left to whoever comes when the time is over.
        renewed.line.then(
          () => keep(connectionId, renewed),
          () => undefined,
        )
      }
      const line = await entry.line
      return line?.vendor === vendor ? line : null
    },
  }
}

type Row = { organizationId: string; storeId: string; vendor: string; signInMethod: string }

async function load(
  { db, adapterFor = registered }: { db: Pool; adapterFor?: (vendor: string) => Adapter },
  connectionId: string,
): Promise<Line | null> {
  const { rows } = await db.query<Row>(
    `SELECT organization_id AS "organizationId", store_id AS "storeId", vendor, sign_in_method AS "signInMethod"
       FROM connection WHERE id = $1 AND status IN ('active', 'paused')`,
    [connectionId],
  )
  const [row] = rows
  if (!row) return null
  const adapter = adapterFor(row.vendor)
  if (!adapter.webhooks || !adapter.manifest.capabilities.webhooks) return null
  const { secrets, account } = await openWebhookSecrets(
    db,
    { id: connectionId, organizationId: row.organizationId, signInMethod: row.signInMethod },
    adapter.manifest,
  )
  return { connectionId, ...row, webhooks: adapter.webhooks, secrets, account }
}
