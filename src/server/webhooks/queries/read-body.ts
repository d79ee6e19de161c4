import { noteReading } from '#server/access/note-reading.ts'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { parseJson } from '#server/lib/parse-json.ts'
import type { Sealer } from '#server/lib/seal.ts'
import type { ByteSealer } from '#server/lib/seal-bytes.ts'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'
import { keptBody, openBody } from '../delivery-body.ts'
import type { DeliveryOrigin } from './delivery-filter.ts'

/** `hidden`: it tells of people, or nobody knows whether it does. `gone`: no longer kept. `none`: there never was one. */
export type DeliveryBody =
  | { kind: 'json'; value: unknown }
  | { kind: 'text'; text: string }
  | { kind: 'hidden' | 'gone' | 'none' }

type Stored = {
  bodyOf: string
  organizationId: string
  origin: DeliveryOrigin
  body: Buffer | null
  entities: SyncEntity[]
}

/**
 * The body of a delivery as it came in, in the clear. Of one that tells of people only for those who may see customers,
 * and who looked is written into the audit.
 * @throws {AppError} not_found, also for a delivery outside the scope
 * @throws {SealError} when it doesn't open
 */
export async function readBody(
  db: Queryable,
  sealer: Sealer & ByteSealer,
  reader: { scope: QueryScope; userId: string; seesCustomers: boolean },
  id: string,
): Promise<DeliveryBody> {
  const { bodyOf, organizationId, origin, body, entities } = await findStored(db, reader.scope, id)
  if (body === null) return { kind: origin === 'poll' ? 'none' : 'gone' }
  const personal = origin !== 'test' && (entities.length === 0 || entities.some(isPersonal))
  if (personal) {
    if (!reader.seesCustomers) return { kind: 'hidden' }
    const { userId } = reader
    await noteReading(db, { organizationId, userId, action: 'notice.read', subject: `notice:${id}` })
  }
  return readable(openBody(sealer, { id: bodyOf, organizationId }, body).toString('utf8'))
}

function readable(text: string): DeliveryBody {
  try {
    return { kind: 'json', value: parseJson(text) }
  } catch {
    return { kind: 'text', text }
  }
}

/** The body of a delivery that repeats another is that one's. */
async function findStored(db: Queryable, scope: QueryScope, id: string): Promise<Stored> {
  const sql = sqlValues()
  const { rows } = await db.query<Stored>(
    `SELECT coalesce(o.id, d.id) AS "bodyOf", d.organization_id AS "organizationId", d.origin,
            CASE WHEN o.id IS NULL THEN ${keptBody('d')} ELSE ${keptBody('o')} END AS body,
            ARRAY(SELECT DISTINCT entity FROM webhook_delivery_record WHERE delivery_id = d.id) AS entities
       FROM webhook_delivery d LEFT JOIN webhook_delivery o ON o.id = d.replay_of_id
      WHERE d.id = ${sql.bind(id)} AND ${scopeCondition('d', scope, sql)}`,
    sql.values,
  )
  const [stored] = rows
  if (!stored) throw new AppError('not_found', 'There is no such notice. It may have been removed.')
  return stored
}
