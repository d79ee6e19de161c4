import type { PoolClient } from 'pg'
import type { Scope } from '#server/ingest/types.ts'
import type { Lookups } from '#server/people/lookups.ts'

/** A customer to write. `changed` false: nothing people see differs. */
export type CustomerWrite = Lookups & {
  id: string
  sourceId: string
  status: string
  customerType: string | null
  /** sealed */
  profile: string | null
  sourceCreatedAt: Date | null
  sourceUpdatedAt: Date | null
  changed: boolean
}

/** Inserts or updates customers in one statement. */
export async function saveCustomers(tx: PoolClient, scope: Scope, customers: CustomerWrite[]): Promise<void> {
  await tx.query(
    `INSERT INTO customer (id, organization_id, store_id, connection_id, source_id, status, customer_type, profile,
                           email_hash, phone_hash, name_hash, source_created_at, source_updated_at)
     SELECT id, $1, $2, $3, source_id, status, customer_type, profile, email_hash, phone_hash, name_hash,
            source_created_at, source_updated_at
       FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                   $12::timestamptz[], $13::timestamptz[])
         AS i(id, source_id, status, customer_type, profile, email_hash, phone_hash, name_hash, source_created_at,
              source_updated_at)
     ON CONFLICT (connection_id, source_id) DO UPDATE SET
        status = excluded.status, customer_type = excluded.customer_type, profile = excluded.profile,
        email_hash = excluded.email_hash, phone_hash = excluded.phone_hash, name_hash = excluded.name_hash,
        source_created_at = excluded.source_created_at, source_updated_at = excluded.source_updated_at,
        changed_at = CASE WHEN customer.id = ANY($14::uuid[]) THEN now() ELSE customer.changed_at END`,
    [
      scope.organizationId,
      scope.storeId,
      scope.connectionId,
      customers.map(({ id }) => id),
      customers.map(({ sourceId }) => sourceId),
      customers.map(({ status }) => status),
      customers.map(({ customerType }) => customerType),
      customers.map(({ profile }) => profile),
      customers.map(({ emailHash }) => emailHash),
      customers.map(({ phoneHash }) => phoneHash),
      customers.map(({ nameHash }) => nameHash),
      customers.map(({ sourceCreatedAt }) => sourceCreatedAt),
      customers.map(({ sourceUpdatedAt }) => sourceUpdatedAt),
      customers.filter(({ changed }) => changed).map(({ id }) => id),
    ],
  )
}
