/** For tests only: customers and orders as the ingest would write them. */
import type { Pool } from 'pg'
import { sealer } from '#server/connections/sealer.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import { keyedHash } from '#server/people/lookup-key.ts'
import { lookupsOf } from '#server/people/lookups.ts'
import { loadPersonKeys } from '#server/people/person-keys.ts'
import { type CustomerProfile, fullName, sealProfile } from './profile.ts'
import { saveCustomers } from './save-customers.ts'

type Scope = { organizationId: string; storeId: string; connectionId: string }

const person: CustomerProfile = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.test',
  phone: '+1 (415) 555-0142',
  bornOn: '1988-12-10',
  medicalCard: null,
  driversLicense: null,
  address: null,
  consent: { email: null, sms: null },
  loyaltyPoints: null,
}

/** A customer, Ada Lovelace unless told otherwise. @returns their id */
export async function insertCustomer(
  db: Pool,
  scope: Scope,
  change: Partial<CustomerProfile> & { sourceId?: string } = {},
): Promise<string> {
  const { sourceId = newId(), ...changed } = change
  const profile = { ...person, ...changed }
  const id = newId()
  await inTransaction(async (tx) => {
    const ref = { entity: 'customers', sourceId } as const
    const key = (await loadPersonKeys(tx, scope, sealer, [ref]))(ref)
    const hash = await keyedHash(tx, scope.organizationId, sealer)
    const times = { sourceCreatedAt: null, sourceUpdatedAt: null }
    const facts = { id, sourceId, status: 'active', customerType: 'adult', changed: true }
    const sealed = sealProfile(profile, key, { customerId: id, organizationId: scope.organizationId })
    const lookups = lookupsOf(hash, { ...profile, name: fullName(profile) })
    await saveCustomers(tx, scope, [{ ...facts, ...times, ...lookups, profile: sealed }])
  }, db)
  return id
}
