import { z } from 'zod'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { type SqlValues, sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import type { Sealer } from '#server/lib/seal.ts'
import { type CustomerDraft, customerStatusSchema } from '#server/model/customer.ts'
import { keyedHash } from '#server/people/lookup-key.ts'
import { type Lookups, lookupsOf } from '#server/people/lookups.ts'
import { openPersonKey } from '#server/people/person-keys.ts'
import { openProfile } from '../profile.ts'
import { type MaskedContact, maskContact } from './masked-contact.ts'

/** What a list of customers can be narrowed to. Absent statuses: everybody but those deleted. */
export const customerFilterSchema = z.object({
  connectionId: z.uuid().optional(),
  /** A whole e-mail address, phone number, name or id of the POS. */
  q: z.string().trim().max(200).optional(),
  statuses: z.array(customerStatusSchema).optional(),
})
export type CustomerFilter = z.infer<typeof customerFilterSchema>

export type CustomerRow = MaskedContact & {
  id: string
  sourceId: string
  status: CustomerDraft['status']
  customerType: CustomerDraft['customerType']
  orderCount: number
  lastOrderAt: Date | null
  storeName: string
  timeZone: string
  changedAt: Date
  erasedAt: Date | null
}

type Found = Omit<CustomerRow, keyof MaskedContact> & {
  organizationId: string
  profile: string | null
  keyId: string
  sealedKey: string | null
}

type Page = { direction: 'asc' | 'desc'; page: number; pageSize: number }

/**
 * One page of customers by when they last changed, and how many there are on all pages. Names and contacts are masked;
 * a search finds them by what they are as a whole, never by parts: it compares keyed hashes.
 * @throws {SealError} when a stored key or profile doesn't open
 */
export async function listCustomers(
  db: Queryable,
  sealer: Sealer,
  scope: QueryScope,
  filter: CustomerFilter,
  page: Page,
): Promise<{ rows: CustomerRow[]; total: number }> {
  const wanted = filter.q ? await lookupsFor(db, sealer, scope.organizationId, filter.q) : null
  const count = sqlValues()
  const [found, counted] = await Promise.all([
    db.query<Found>(pageStatement(scope, filter, wanted, page)),
    db.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM customer c WHERE ${conditions(scope, filter, wanted, count)}`,
      count.values,
    ),
  ])
  return {
    rows: found.rows.map(({ organizationId, profile, keyId, sealedKey, ...row }) => {
      const key = openPersonKey({ id: keyId, sealed: sealedKey }, organizationId, sealer)
      const opened = openProfile(profile, key, { customerId: row.id, organizationId })
      return { ...row, ...(opened ? maskContact(opened) : { name: null, email: null, phone: null }) }
    }),
    total: counted.rows[0]?.total ?? 0,
  }
}

async function lookupsFor(
  db: Queryable,
  sealer: Sealer,
  organizationId: string,
  q: string,
): Promise<Lookups> {
  const hash = await keyedHash(db, organizationId, sealer)
  return lookupsOf(hash, { email: q, phone: q, name: q })
}

function conditions(
  scope: QueryScope,
  filter: CustomerFilter,
  wanted: Lookups | null,
  sql: SqlValues,
): string {
  const found = [scopeCondition('c', scope, sql)]
  if (filter.connectionId) found.push(`c.connection_id = ${sql.bind(filter.connectionId)}`)
  if (wanted && filter.q) {
    const { emailHash, phoneHash, nameHash } = wanted
    found.push(`(c.email_hash = ${sql.bind(emailHash)} OR c.phone_hash = ${sql.bind(phoneHash)}
      OR c.name_hash = ${sql.bind(nameHash)} OR c.source_id = ${sql.bind(filter.q)})`)
  }
  found.push(
    filter.statuses?.length
      ? `c.status = ANY(${sql.bind(filter.statuses)}::text[])`
      : "c.status <> 'deleted'",
  )
  return found.join(' AND ')
}

/** `id` last makes the order total, so nobody shows on two pages. */
function pageStatement(scope: QueryScope, filter: CustomerFilter, wanted: Lookups | null, page: Page) {
  const sql = sqlValues()
  const where = conditions(scope, filter, wanted, sql)
  const direction = page.direction === 'asc' ? 'ASC' : 'DESC'
  const text = `
    WITH page AS MATERIALIZED (
      SELECT c.* FROM customer c WHERE ${where} ORDER BY c.changed_at ${direction}, c.id ${direction}
       LIMIT ${sql.bind(page.pageSize)} OFFSET ${sql.bind((page.page - 1) * page.pageSize)}
    )
    SELECT p.id, p.organization_id AS "organizationId", p.source_id AS "sourceId", p.status,
           p.customer_type AS "customerType", p.profile, k.id AS "keyId", k.sealed AS "sealedKey",
           o.count AS "orderCount", o.last AS "lastOrderAt", s.name AS "storeName", s.time_zone AS "timeZone",
           p.changed_at AS "changedAt", p.erased_at AS "erasedAt"
      FROM page p
      JOIN person_key k ON k.connection_id = p.connection_id AND k.entity = 'customers' AND k.source_id = p.source_id
      JOIN store s ON s.id = p.store_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count, max(placed_at) AS last FROM customer_order
         WHERE connection_id = p.connection_id AND customer_source_id = p.source_id) o
     ORDER BY p.changed_at ${direction}, p.id ${direction}`
  return { text, values: sql.values }
}
