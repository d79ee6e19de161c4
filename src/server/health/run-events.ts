import type { QueryScope } from '#server/access/query-scope.ts'
import { type HistoryChange, readChanges } from '#server/catalog/queries/read-changes.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { type CausedEntry, readBeginning } from '#server/events/read-beginning.ts'
import { findRun } from './find-run.ts'

/** What the events of a run can be narrowed to. */
export const runEventKinds = ['products', 'stock', 'batches', 'orders', 'customers', 'connection'] as const
export type RunEventKind = (typeof runEventKinds)[number]

const typesOf: Record<RunEventKind, string[]> = {
  products: ['product.created', 'product.changed', 'product.removed'],
  stock: ['inventory.changed'],
  batches: ['batches.changed'],
  orders: ['order.created', 'order.changed'],
  customers: ['customer.created', 'customer.changed', 'customer.removed', 'customer.erased'],
  connection: ['connection.changed', 'connection.paused', 'connection.resumed'],
}

/** What an event happened to. `name`: null where it is personal, or not there any more. */
type Subject = {
  kind: 'product' | 'order' | 'customer' | 'connection'
  id: string
  name: string | null
  currency: string | null
}

export type RunEvent = Pick<CausedEntry, 'position' | 'type' | 'at'> & {
  subject: Subject
  changes: HistoryChange[]
}

type Reader = { scope: QueryScope; seesCustomers: boolean }

/**
 * What a run made happen, newest first, fifty at a time, each with what it happened to.
 * @param reader `seesCustomers`: whether what happened to customers is told
 * @param before a position; only what came earlier
 * @throws {AppError} not_found, also for a run outside the scope
 */
export async function runEvents(
  db: Queryable,
  { scope, seesCustomers }: Reader,
  id: string,
  before?: string,
  kind?: RunEventKind,
): Promise<RunEvent[]> {
  await findRun(db, scope, id)
  const kinds = (kind ? [kind] : runEventKinds).filter((each) => each !== 'customers' || seesCustomers)
  const types = kinds.flatMap((each) => typesOf[each])
  const entries = await readBeginning(db, scope.organizationId, id, types, before)
  const { subjects, labels } = await findSubjects(
    db,
    entries.map(({ stream }) => stream),
  )
  return entries.map(({ position, type, at, data, stream }) => ({
    position,
    type,
    at,
    subject: subjects.get(stream) ?? unknownSubject(stream),
    changes: readChanges(data, labels),
  }))
}

function unknownSubject(stream: string): Subject {
  const [kind = '', id = ''] = stream.split(':')
  return { kind: kind as Subject['kind'], id, name: null, currency: null }
}

/** Names of what streams are of, in one statement a table, and what tells variants of one product apart. */
async function findSubjects(db: Queryable, streams: string[]) {
  const ids = (kind: Subject['kind']) => [
    ...new Set(
      streams.filter((stream) => stream.startsWith(`${kind}:`)).map((stream) => stream.split(':')[1]),
    ),
  ]
  const products = ids('product')
  const [named, variants] = await Promise.all([
    db.query<Subject>(
      `SELECT 'product' AS kind, id, name, currency FROM product WHERE id = ANY($1::uuid[])
       UNION ALL SELECT 'order', id, number, currency FROM customer_order WHERE id = ANY($2::uuid[])
       UNION ALL SELECT 'connection', id, name, NULL FROM connection WHERE id = ANY($3::uuid[])`,
      [products, ids('order'), ids('connection')],
    ),
    db.query<{ id: string; label: string }>(
      'SELECT id, label FROM variant WHERE product_id = ANY($1::uuid[])',
      [products],
    ),
  ])
  return {
    subjects: new Map(named.rows.map((subject) => [`${subject.kind}:${subject.id}`, subject])),
    labels: Object.fromEntries(variants.rows.map(({ id, label }) => [id, label])),
  }
}
