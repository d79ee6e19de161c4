import { Client } from 'pg'
import type { Cairn } from '../cairn.ts'
import type { ConnectedStore } from '../connect-stores.ts'
import type { Imposture } from '../generators/impostor.ts'
import type { Installation } from '../installation/installation.ts'
import type { SimulatedCall } from '../simulators.ts'
import { collectNotices } from './collect-notices.ts'
import type {
  EventEvidence,
  Evidence,
  HeldStore,
  JobEvidence,
  PageEvidence,
  Rows,
  RunEvidence,
  VersionEvidence,
} from './evidence.ts'

/** Reads tables and ledgers, once all is quiet. */
export async function collect(
  installation: Installation,
  stores: readonly ConnectedStore[],
  cairn: Cairn,
  calls: Map<string, SimulatedCall[]>,
  impostures: Imposture[],
): Promise<Evidence> {
  const { database, simulators } = installation
  const client = new Client({ connectionString: database.url() })
  await client.connect()
  const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await client.query<Row>(sql, values)).rows
  try {
    const evidence: Evidence = {
      stores: [],
      events: await rows<EventEvidence>('SELECT stream, version::int, type FROM event'),
      pages: await rows<PageEvidence>(
        `SELECT r.connection_id AS "connectionId", p.entity, p.run_id AS "runId"
           FROM sync_page p JOIN sync_run r ON r.id = p.run_id ORDER BY p.created_at, p.number`,
      ),
      versions: await rows<VersionEvidence>(
        `SELECT record_id AS "recordId", version, delivery_id AS "deliveryId" FROM source_record_version`,
      ),
      notices: await collectNotices(installation, stores, cairn, rows, impostures),
      fires: (await rows('SELECT FROM schedule_slot')).length,
      jobs: await rows<JobEvidence>(`SELECT id, name AS queue, state::text FROM pgboss.job`),
      runs: await rows<RunEvidence>(
        `SELECT DISTINCT ON (r.connection_id) r.id, c.vendor, r.mode, r.status, r.error_message AS "errorMessage"
           FROM sync_run r JOIN connection c ON c.id = r.connection_id ORDER BY r.connection_id, r.queued_at DESC`,
      ),
      calls,
    }
    for (const { id, vendor, storeKey } of stores) {
      const ledger = await simulators.ledger(vendor, storeKey)
      evidence.stores.push({ connectionId: id, vendor, ledger, held: await heldBy(rows, id) })
    }
    return evidence
  } finally {
    await client.end()
  }
}

async function heldBy(rows: Rows, connectionId: string): Promise<HeldStore> {
  return {
    products: await rows<HeldStore['products'][number]>(
      // The ledger tells the regular price of what is reduced.
      `SELECT p.source_id AS "sourceId", quantity::float8, coalesce((
                SELECT min(price.amount_minor) FROM variant v JOIN price ON price.variant_id = v.id
                 WHERE v.product_id = p.id AND price.kind = 'regular'), p.min_price_minor) AS "priceMinor"
         FROM product p WHERE connection_id = $1 AND status <> 'deleted'`,
      [connectionId],
    ),
    customers: (
      await rows<{ sourceId: string }>(
        `SELECT source_id AS "sourceId" FROM customer WHERE connection_id = $1 AND status <> 'deleted'`,
        [connectionId],
      )
    ).map(({ sourceId }) => sourceId),
    orders: await rows<HeldStore['orders'][number]>(
      `SELECT source_id AS "sourceId", status, customer_source_id AS "customerSourceId",
              total_minor::int AS "totalMinor", line_count AS lines
         FROM customer_order WHERE connection_id = $1`,
      [connectionId],
    ),
  }
}
