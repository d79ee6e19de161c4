import { z } from 'zod'
import { type HistoryChange, readChanges } from '#server/catalog/queries/read-changes.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type SyncEntity, syncEntitySchema } from '#server/model/sync.ts'
import { placeOfKind } from './delivery-filter.ts'

/** One record a delivery speaks of. */
export type DeliverySubject = {
  entity: SyncEntity
  sourceId: string
  /** What became of it; null: not worked on, or the delivery only led to its being read again. */
  outcome: string | null
  /** Where it shows; null: nowhere, or not for this reader. */
  target: SubjectTarget | null
  /** What its history says of this delivery, oldest first. */
  steps: { type: string; at: Date; changes: HistoryChange[] }[]
}

export type SubjectTarget = { kind: 'product' | 'order' | 'customer'; id: string; name: string | null }

const effectsSchema = z
  .array(z.object({ entity: syncEntitySchema, sourceId: z.string(), outcome: z.string() }))
  .catch([])

const mostSubjects = 100

type Found = { entity: SyncEntity; sourceId: string; outcome: string | null; target: SubjectTarget | null }

/**
 * The records of a delivery with where they show and what it changed in them: one statement for them, one for their
 * history.
 * @returns a hundred of `count`, what it changed first
 */
export async function findSubjects(
  db: Queryable,
  delivery: { id: string; connectionId: string; receivedAt: Date; runId: string | null; effects: unknown },
  seesCustomers: boolean,
): Promise<{ subjects: DeliverySubject[]; count: number }> {
  const effects = effectsSchema.parse(delivery.effects)
  const { rows } = await db.query<Found & { total: number }>(
    `WITH spoken AS (
       SELECT entity, source_id, max(outcome) AS outcome FROM (
         SELECT entity, source_id, NULL AS outcome FROM webhook_delivery_record WHERE delivery_id = $1
         UNION ALL
         SELECT * FROM unnest($3::text[], $4::text[], $5::text[])) AS s(entity, source_id, outcome)
        GROUP BY 1, 2
     )
     SELECT s.entity, s.source_id AS "sourceId", s.outcome, count(*) OVER ()::int AS total,
            CASE s.entity
              WHEN 'orders' THEN (
                SELECT jsonb_build_object('kind', 'order', 'id', id, 'name', number) FROM customer_order
                 WHERE connection_id = $2 AND source_id = s.source_id)
              WHEN 'customers' THEN (
                SELECT jsonb_build_object('kind', 'customer', 'id', id, 'name', NULL) FROM customer
                 WHERE connection_id = $2 AND source_id = s.source_id)
              ELSE (
                SELECT jsonb_build_object('kind', 'product', 'id', id, 'name', name) FROM product
                 WHERE id = ${productOf('s')})
            END AS target
       FROM spoken s
      ORDER BY s.outcome IN ('created', 'updated', 'removed', 'erased') DESC NULLS LAST, ${placeOfKind('s.entity')}, s.source_id
      LIMIT ${mostSubjects}`,
    [
      delivery.id,
      delivery.connectionId,
      effects.map(({ entity }) => entity),
      effects.map(({ sourceId }) => sourceId),
      effects.map(({ outcome }) => outcome),
    ],
  )
  const subjects = rows.map(({ total: _, ...row }) =>
    row.entity === 'customers' && !seesCustomers ? { ...row, target: null } : row,
  )
  const steps = await findSteps(db, delivery, subjects)
  return {
    subjects: subjects.map((subject) => ({ ...subject, steps: take(steps, streamOf(subject) ?? '') })),
    count: rows[0]?.total ?? 0,
  }
}

/** The product of a record: itself, one it is another key of, or that of the sale unit its stock or batch is of. */
function productOf(record: string): string {
  const ofRecord = (table: string) => `(
    SELECT v.product_id FROM source_record r JOIN ${table} l ON l.record_id = r.id JOIN variant v ON v.id = l.variant_id
     WHERE r.connection_id = $2 AND r.entity = ${record}.entity AND r.source_id = ${record}.source_id LIMIT 1)`
  return `CASE ${record}.entity
    WHEN 'products' THEN coalesce(
      (SELECT id FROM product WHERE connection_id = $2 AND source_id = ${record}.source_id),
      (SELECT product_id FROM product_alias WHERE connection_id = $2 AND source_id = ${record}.source_id))
    WHEN 'inventory' THEN ${ofRecord('inventory_level')}
    WHEN 'batches' THEN ${ofRecord('batch')}
  END`
}

const streamOf = ({ target }: Found) => (target === null ? null : `${target.kind}:${target.id}`)

type Step = DeliverySubject['steps'][number]

/** A product and its stock have one history; it is told with whichever comes first. */
function take(steps: Map<string, Step[]>, stream: string): Step[] {
  const own = steps.get(stream) ?? []
  steps.delete(stream)
  return own
}

/** Events of the subjects that this delivery caused, or the run that found what it tells. */
async function findSteps(
  db: Queryable,
  { id, runId, receivedAt }: { id: string; runId: string | null; receivedAt: Date },
  subjects: Found[],
): Promise<Map<string, Step[]>> {
  const streams = [...new Set(subjects.flatMap((subject) => streamOf(subject) ?? []))]
  const steps = new Map<string, Step[]>()
  if (streams.length === 0) return steps
  const { rows } = await db.query<{ stream: string; type: string; at: Date; data: unknown }>(
    `SELECT stream, type, occurred_at AS at, data FROM event
      WHERE stream = ANY($1::text[]) AND cause->>$4 = $2 AND occurred_at >= $3::timestamptz - interval '1 minute'
      ORDER BY stream, version`,
    [streams, runId ?? id, receivedAt, runId === null ? 'deliveryId' : 'runId'],
  )
  for (const { stream, data, ...step } of rows) {
    const known = steps.get(stream) ?? []
    known.push({ ...step, changes: readChanges(data, {}) })
    steps.set(stream, known)
  }
  return steps
}
