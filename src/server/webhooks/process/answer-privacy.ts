import type { Pool, PoolClient } from 'pg'
import type { NoticeChange } from '#server/adapters/webhooks.ts'
import { eraseCustomer } from '#server/customers/erase-customer.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { lockConnection } from '#server/ingest/lock-connection.ts'
import type { Scope } from '#server/ingest/types.ts'
import { newId } from '#server/lib/ids.ts'
import type { Effect, Verdict } from './verdict.ts'

/** Erased in one transaction: each holds the connection's lock, and syncs wait. */
const customersAtOnce = 50

/**
 * Does what a request about people's data asks for. Erasing is done; what somebody wants to know about themselves a
 * person must send them, so that delivery stays among those that need a person until somebody says it is done. Doing it
 * twice changes nothing.
 * @param proved what only an address proves erases nobody
 */
export async function answerPrivacy(
  pool: Pool,
  scope: Scope,
  deliveryId: string,
  changes: readonly NoticeChange[],
  proved: boolean,
): Promise<Verdict> {
  const wanted = changes.filter(({ entity }) => entity === 'customers')
  const effects: Effect[] = []
  if (!proved) return forPerson(scope, wanted, effects)
  for (const change of wanted) {
    if (change.kind === 'entity') effects.push(...(await eraseAll(pool, scope, deliveryId)))
    if (change.kind === 'gone') effects.push(await eraseOne(pool, scope, deliveryId, change.sourceId))
  }
  const asked = wanted.filter(({ kind }) => kind === 'pointer' || kind === 'record')
  if (asked.length > 0 || wanted.length === 0) return forPerson(scope, asked, effects)
  return { state: 'applied', effects }
}

/** The words lead to the customer: a notice is no place for a name, and the reader of these may not see one. */
function forPerson(scope: Scope, asked: readonly NoticeChange[], effects: Effect[]): Verdict {
  const ids = asked.flatMap((change) =>
    change.kind === 'entity' ? [] : change.kind === 'record' ? change.record.sourceId : change.sourceId,
  )
  const whom = ids.length > 0 ? `customer ${ids.join(', ')}` : 'a customer the request names in its body'
  return {
    state: 'dead',
    effects,
    errorKind: 'privacy_request',
    errorMessage:
      `The POS passes on a request about personal data of ${whom}. Nobody but a person can answer it: look the customer up ` +
      `under Customers (connection ${scope.connectionId}), send them what is kept, or erase them if that is what they ask ` +
      'for. The law usually gives 30 days. When it is done, ignore this delivery with a word on what you did.',
  }
}

async function eraseOne(pool: Pool, scope: Scope, deliveryId: string, sourceId: string): Promise<Effect> {
  await inTransaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      'SELECT id FROM customer WHERE connection_id = $1 AND source_id = $2',
      [scope.connectionId, sourceId],
    )
    if (rows[0]) await eraseCustomer(tx, actorOf(scope, deliveryId), rows[0].id)
    else await forgetUnknown(tx, scope, sourceId)
  }, pool)
  return { entity: 'customers', sourceId, outcome: 'erased' }
}

/** Somebody who never came in is not to come in any more, either. */
async function forgetUnknown(tx: PoolClient, scope: Scope, sourceId: string): Promise<void> {
  await lockConnection(tx, scope.connectionId)
  await tx.query(
    `INSERT INTO person_key (id, organization_id, connection_id, entity, source_id, sealed, erased_at)
     VALUES ($1, $2, $3, 'customers', $4, NULL, now())
     ON CONFLICT (connection_id, entity, source_id) DO UPDATE SET sealed = NULL, erased_at = now()`,
    [newId(), scope.organizationId, scope.connectionId, sourceId],
  )
}

async function eraseAll(pool: Pool, scope: Scope, deliveryId: string): Promise<Effect[]> {
  const effects: Effect[] = []
  for (;;) {
    const erased = await inTransaction(async (tx) => {
      const { rows } = await tx.query<{ id: string; sourceId: string }>(
        `SELECT id, source_id AS "sourceId" FROM customer
          WHERE connection_id = $1 AND erased_at IS NULL ORDER BY id LIMIT ${customersAtOnce}`,
        [scope.connectionId],
      )
      for (const { id } of rows) await eraseCustomer(tx, actorOf(scope, deliveryId), id)
      return rows
    }, pool)
    effects.push(
      ...erased.map(({ sourceId }) => ({
        entity: 'customers' as const,
        sourceId,
        outcome: 'erased' as const,
      })),
    )
    if (erased.length < customersAtOnce) return effects
  }
}

const actorOf = ({ organizationId, storeId }: Scope, deliveryId: string) => ({
  scope: { organizationId, storeIds: [storeId] },
  deliveryId,
})
