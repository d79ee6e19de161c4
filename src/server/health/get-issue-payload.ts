import type { Pool } from 'pg'
import { type QueryScope, scopeCondition } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { openSetAside } from '#server/ingest/set-aside.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Sealer } from '#server/lib/seal.ts'
import { isPersonal, type SyncEntity } from '#server/model/sync.ts'

type Found = {
  organizationId: string
  storeId: string
  connectionId: string
  entity: SyncEntity
  sourceId: string
  payload: string | null
}

/**
 * What the POS sent of a record that was set aside.
 * @param mayReadPeople whether the person may see customers
 * @throws {AppError} not_found, also when nothing was kept or the person was erased; forbidden for people's records
 */
export async function getIssuePayload(
  pool: Pool,
  scope: QueryScope,
  id: string,
  parts: { sealer: Sealer; mayReadPeople: boolean },
): Promise<unknown> {
  const sql = sqlValues()
  const { rows } = await pool.query<Found>(
    `SELECT c.organization_id AS "organizationId", c.store_id AS "storeId", c.id AS "connectionId", i.entity,
            i.source_id AS "sourceId", i.payload
       FROM record_issue i JOIN connection c ON c.id = i.connection_id
      WHERE i.id = ${sql.bind(id)} AND ${scopeCondition('c', scope, sql)}`,
    sql.values,
  )
  const [found] = rows
  if (!found?.payload) throw nothingKept()
  if (isPersonal(found.entity) && !parts.mayReadPeople) {
    throw new AppError('forbidden', 'This record is of a person. Your role does not see customers.')
  }
  const { entity, sourceId, payload, ...place } = found
  const opened = await inTransaction(
    (tx) => openSetAside(tx, place, entity, parts.sealer, [{ sourceId, payload }]),
    pool,
  )
  const json = opened.get(sourceId)
  if (json === undefined) throw nothingKept()
  return JSON.parse(json)
}

const nothingKept = () =>
  new AppError('not_found', 'Nothing is kept of this record any more. It may have been taken over since.')
