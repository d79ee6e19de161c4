import { appendEvents } from '#server/events/append-events.ts'
import { type MapOutcome, mapRecord } from '#server/ingest/map-record.ts'
import type { Batch, BatchResult } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import { type CustomerDraft, customerDraftSchema } from '#server/model/customer.ts'
import { lookupsOf } from '#server/people/lookups.ts'
import { loadPersonKeys, type PersonKey } from '#server/people/person-keys.ts'
import { sealedPayload } from '#server/people/stored-payload.ts'
import { customerEvent } from './customer-event.ts'
import { loadCustomers } from './load-customers.ts'
import { fullName, openProfile, profileSchema, sealProfile } from './profile.ts'
import { type CustomerWrite, saveCustomers } from './save-customers.ts'

/**
 * Turns changed customer records into customers, sealed with a key of their own each. Erased people stay unknown: their
 * records are not kept. What changed is told by the names of the fields alone.
 */
export async function ingestCustomers(batch: Batch): Promise<BatchResult> {
  const { tx, scope, sealer, records } = batch
  const outcomes = records.map((record) => mapCustomer(batch, record))
  const keyOf = await loadPersonKeys(
    tx,
    scope,
    sealer,
    records.map(({ sourceId }) => ({ entity: 'customers', sourceId })),
  )
  const known = outcomes
    .map((outcome) => ({
      ...outcome,
      person: keyOf({ entity: 'customers', sourceId: outcome.record.sourceId }),
    }))
    .filter(({ person }) => person.key !== null)
  await writeCustomers(
    batch,
    known.flatMap(({ draft, person }) => (draft ? [{ draft, person }] : [])),
  )
  return {
    issues: outcomes.flatMap((outcome) => outcome.issues),
    failed: new Set(outcomes.filter(({ draft }) => draft === null).map(({ record }) => record.sourceId)),
    waiting: new Set(),
    kept: new Map(
      known.map(({ record, person }) => [
        record.sourceId,
        sealedPayload(record.json, person, { ...record, organizationId: scope.organizationId }),
      ]),
    ),
  }
}

/** The key, the tombstone and the customer go by one id: the record's. Its issues name nobody. */
function mapCustomer(
  { adapter, mapContext }: Batch,
  record: Batch['records'][number],
): MapOutcome<CustomerDraft> {
  const outcome = mapRecord(
    record,
    (payload) => adapter.map.customer(payload, mapContext),
    customerDraftSchema,
  )
  const recordName = `Customer ${record.sourceId}`
  return {
    ...outcome,
    recordName,
    draft: outcome.draft && { ...outcome.draft, sourceId: record.sourceId },
    issues: outcome.issues.map((issue) => ({ ...issue, recordName })),
  }
}

async function writeCustomers(
  { tx, scope, cause, causeOf, hash }: Batch,
  customers: { draft: CustomerDraft; person: PersonKey }[],
): Promise<void> {
  if (customers.length === 0) return
  const { organizationId } = scope
  const stored = await loadCustomers(
    tx,
    scope.connectionId,
    customers.map(({ draft }) => draft.sourceId),
  )
  const plans = customers.map(({ draft, person }) => {
    const old = stored.get(draft.sourceId)
    const before = old && {
      ...old,
      profile: openProfile(old.profile, person, { customerId: old.id, organizationId }),
    }
    const id = old?.id ?? newId()
    const profile = profileSchema.parse(draft)
    const event = customerEvent(id, before, { ...draft, profile })
    const write: CustomerWrite = {
      ...draft,
      id,
      profile: sealProfile(profile, person, { customerId: id, organizationId }),
      ...lookupsOf(hash, { email: draft.email, phone: draft.phone, name: fullName(draft) }),
      changed: event !== null,
    }
    return { write, event }
  })
  await saveCustomers(
    tx,
    scope,
    plans.map(({ write }) => write),
  )
  await appendEvents(
    tx,
    { ...scope, cause },
    plans.flatMap(({ event, write }) => (event ? [{ ...event, cause: causeOf(write.sourceId) }] : [])),
  )
}
