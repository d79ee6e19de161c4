import type { Pool, PoolClient } from 'pg'
import { recordAudit } from '#server/access/audit.ts'
import type { QueryScope } from '#server/access/query-scope.ts'
import { sqlValues } from '#server/db/sql-values.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { notifyLive } from '#server/events/notify-live.ts'
import { ingestStoredProducts } from '#server/ingest/ingest-stored.ts'
import { lockConnection } from '#server/ingest/lock-connection.ts'
import { proposeNew } from '#server/ingest/products/propose.ts'
import type { Mapping, Scope } from '#server/ingest/types.ts'
import { linkRecords, unlinkRecords } from './link-records.ts'
import { livingProposals, type ReviewFilter, reviewConditions } from './review-filter.ts'

/**
 * `create`: it becomes a product of its own. `link`: it is another key of a product; without `productId` of the surest
 * proposal. `ignore`: it becomes nothing, and later versions of it neither. `reopen`: a link or an ignoring is taken back.
 */
export type Decision =
  | { kind: 'create' | 'ignore' | 'reopen' }
  | { kind: 'link'; productId?: string | undefined }

/** Single records, or all that match a filter. */
export type Chosen = { ids: string[] } | { filter: ReviewFilter }

type Item = { id: string; sourceId: string; connectionId: string; storeId: string; best: string | null }

const from: Record<Decision['kind'], string[]> = {
  create: ['waiting', 'ignored'],
  link: ['waiting', 'ignored'],
  ignore: ['waiting'],
  reopen: ['linked', 'ignored'],
}
const to = { create: 'created', link: 'linked', ignore: 'ignored', reopen: 'waiting' } as const

/** Records of one connection decided in one transaction; more than that would hold its syncs up. */
const batchSize = 500

/**
 * Does what a person decided about records under review, and takes those that become something in at once, with the
 * stock that waited for them. Records decided by somebody else meanwhile are left alone, so that doing it twice does it
 * once. Each `batchSize` records are one transaction, which a sync of the connection waits for.
 * @param mappingOf what a connection's records are taken in with
 * @returns how many were decided
 * @throws {AppError} `not_found` when the product to link to is none of the store
 */
export async function decideReview(
  pool: Pool,
  input: {
    scope: QueryScope
    userId: string
    chosen: Chosen
    decision: Decision
    mappingOf: (connectionId: string) => Promise<Mapping>
  },
): Promise<{ decided: number }> {
  const items = await findItems(pool, input)
  let decided = 0
  for (const ofOne of Map.groupBy(items, (item) => item.connectionId).values()) {
    const [first] = ofOne
    if (!first) continue
    const mapping = await input.mappingOf(first.connectionId)
    for (let start = 0; start < ofOne.length; start += batchSize) {
      const part = ofOne.slice(start, start + batchSize)
      const scope = {
        organizationId: input.scope.organizationId,
        storeId: first.storeId,
        connectionId: first.connectionId,
      }
      decided += await inTransaction((tx) => decideBatch(tx, scope, part, input, mapping), pool)
    }
  }
  return { decided }
}

async function findItems(
  pool: Pool,
  { scope, chosen, decision }: Parameters<typeof decideReview>[1],
): Promise<Item[]> {
  const sql = sqlValues()
  const where =
    'ids' in chosen
      ? `r.organization_id = ${sql.bind(scope.organizationId)} AND r.id = ANY(${sql.bind(chosen.ids)}::uuid[])
         AND (${sql.bind(scope.storeIds)}::uuid[] IS NULL OR r.store_id = ANY(${sql.bind(scope.storeIds)}::uuid[]))`
      : reviewConditions(scope, chosen.filter, sql)
  const { rows } = await pool.query<Item>(
    `SELECT r.id, r.source_id AS "sourceId", r.connection_id AS "connectionId", r.store_id AS "storeId",
            (SELECT p.id FROM ${livingProposals} ORDER BY place LIMIT 1) AS best
       FROM review_item r WHERE ${where} AND r.state = ANY(${sql.bind(from[decision.kind])}::text[])
      ORDER BY r.connection_id, r.id`,
    sql.values,
  )
  const toBest = decision.kind === 'link' && decision.productId === undefined
  return toBest ? rows.filter(({ best }) => best !== null) : rows
}

async function decideBatch(
  tx: PoolClient,
  scope: Scope,
  items: Item[],
  { decision, userId }: Parameters<typeof decideReview>[1],
  mapping: Mapping,
): Promise<number> {
  await lockConnection(tx, scope.connectionId)
  const targets = items.map((item) => (decision.kind === 'link' ? (decision.productId ?? item.best) : null))
  const { rows } = await tx.query<{ sourceId: string }>(
    `UPDATE review_item r SET state = $2, decided_by_id = $3, decided_at = now(), linked_product_id = i.target
       FROM unnest($4::uuid[], $5::uuid[]) AS i(id, target)
      WHERE r.id = i.id AND r.state = ANY($1::text[]) RETURNING r.source_id AS "sourceId"`,
    [from[decision.kind], to[decision.kind], userId, items.map((item) => item.id), targets],
  )
  const sourceIds = rows.map((row) => row.sourceId)
  if (sourceIds.length === 0) return 0
  if (decision.kind === 'link') await linkRecords(tx, scope, sourceIds)
  if (decision.kind === 'reopen') await unlinkRecords(tx, scope, { userId }, sourceIds)
  if (decision.kind === 'create' || decision.kind === 'link')
    await ingestStoredProducts(tx, scope, { userId }, sourceIds, mapping)
  if (decision.kind === 'create') await proposeNew(tx, scope, sourceIds)
  await recordAudit(tx, {
    organizationId: scope.organizationId,
    userId,
    action: `review.${to[decision.kind]}`,
    subject: `connection:${scope.connectionId}`,
    detail: { count: sourceIds.length, sourceIds: sourceIds.slice(0, 20) },
  })
  await notifyLive(tx, { ...scope, topic: 'catalog', id: scope.connectionId })
  return sourceIds.length
}
