/** For tests only: people as the database holds them, opened, and whether anything of them lies open. */

import type { Pool } from 'pg'
import { sealer } from '#server/connections/sealer.ts'
import { openProfile } from '#server/customers/profile.ts'
import { openPersonKey } from '#server/people/person-keys.ts'
import { openPayload } from '#server/people/stored-payload.ts'

/** A connection's customers with their profile and newest record opened, in the order of the POS's ids. */
export async function customerRows(pool: Pool, connectionId: string) {
  const { rows } = await pool.query(
    `SELECT c.id, c.organization_id, c.source_id, c.status, c.profile, k.id AS key_id, k.sealed, r.id AS record_id,
            r.version, r.payload
       FROM customer c
       JOIN person_key k ON k.connection_id = c.connection_id AND k.entity = 'customers' AND k.source_id = c.source_id
       JOIN source_record r
         ON r.connection_id = c.connection_id AND r.entity = 'customers' AND r.source_id = c.source_id
      WHERE c.connection_id = $1 ORDER BY length(c.source_id), c.source_id`,
    [connectionId],
  )
  return rows.map((row) => {
    const organizationId = row.organization_id
    const key = openPersonKey({ id: row.key_id, sealed: row.sealed }, organizationId, sealer)
    return {
      id: row.id as string,
      sourceId: row.source_id as string,
      status: row.status as string,
      profile: openProfile(row.profile, key, { customerId: row.id, organizationId }),
      payload: openPayload(row.payload, key, {
        recordId: row.record_id,
        version: row.version,
        organizationId,
      }),
    }
  })
}

/** A connection's orders with the customer and variants they find, in the order of the POS's ids. */
export async function orderRows(pool: Pool, connectionId: string) {
  const { rows } = await pool.query<{
    id: string
    number: string
    status: string
    placedAt: Date
    totalMinor: number
    currency: string
    customer: string | null
    lines: { name: string; quantity: string; totalMinor: number; variant: string | null }[]
  }>(
    `SELECT o.source_id AS id, o.number, o.status, o.placed_at AS "placedAt", o.total_minor::float8 AS "totalMinor",
            o.currency, c.source_id AS customer,
            (SELECT jsonb_agg(jsonb_build_object('name', l.name, 'quantity', trim_scale(l.quantity)::text,
                      'totalMinor', l.total_minor, 'variant', v.source_id) ORDER BY l.position)
               FROM order_line l
               LEFT JOIN variant v ON v.connection_id = o.connection_id AND v.source_id = l.variant_source_id
              WHERE l.order_id = o.id) AS lines
       FROM customer_order o
       LEFT JOIN customer c ON c.connection_id = o.connection_id AND c.source_id = o.customer_source_id
      WHERE o.connection_id = $1 ORDER BY o.source_id`,
    [connectionId],
  )
  return rows
}

/** The tables with a row that has `text` anywhere in it, whatever the case of its letters. */
export async function foundInClear(pool: Pool, text: string): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ there: boolean }>(
      `SELECT EXISTS (SELECT FROM ${name} t WHERE strpos(lower(t::text), lower($1)) > 0) AS there`,
      [text],
    )
    if (rows[0]?.there) found.push(name.replace('public.', ''))
  }
  return found
}
