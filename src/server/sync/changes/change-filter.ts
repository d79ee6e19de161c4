import { z } from 'zod'
import { containsPattern, type SqlValues } from '#server/db/sql-values.ts'
import { syncEntitySchema } from '#server/model/sync.ts'

/** Which of a run's changes: all conditions hold. `silent`: also those in which people see no difference. */
export const changeFilterSchema = z.object({
  entity: z.array(syncEntitySchema).optional(),
  action: z.array(z.enum(['create', 'update', 'remove'])).optional(),
  flag: z.array(z.enum(['hides', 'zeroes', 'reprices'])).optional(),
  state: z.array(z.enum(['staged', 'refused', 'applied', 'overtaken', 'failed'])).optional(),
  q: z.string().trim().max(200).optional(),
  silent: z.boolean().optional(),
})
export type ChangeFilter = z.infer<typeof changeFilterSchema>

/** A change is named by the kind of its record and the record's id at the POS. */
const changeNameSchema = z.object({ entity: syncEntitySchema, sourceId: z.string().min(1).max(500) })

/** All of a run's changes, those that match a filter, these, or all but these. */
export const selectionSchema = z.union([
  z.object({ all: z.literal(true) }).strict(),
  z.object({ matching: changeFilterSchema }).strict(),
  z.object({ changes: z.array(changeNameSchema).min(1).max(5_000) }).strict(),
  z.object({ except: z.array(changeNameSchema).max(5_000) }).strict(),
])
export type Selection = z.infer<typeof selectionSchema>

/** The filter as conditions on `sync_change c`. */
export function filterCondition(filter: ChangeFilter, { bind }: SqlValues): string {
  const where = ['true']
  if (filter.entity?.length) where.push(`c.entity = ANY(${bind(filter.entity)}::text[])`)
  if (filter.action?.length) where.push(`c.action = ANY(${bind(filter.action)}::text[])`)
  if (filter.state?.length) where.push(`c.state = ANY(${bind(filter.state)}::text[])`)
  if (filter.flag?.length) where.push(`(${filter.flag.map((flag) => `c.${flag}`).join(' OR ')})`)
  if (!filter.silent) where.push(`(c.difference <> '[]' OR c.action <> 'update')`)
  if (filter.q) {
    const pattern = bind(containsPattern(filter.q))
    where.push(`(c.name ILIKE ${pattern} OR c.source_id ILIKE ${pattern})`)
  }
  return where.join(' AND ')
}

/** A selection as a condition on `sync_change c`. */
export function selectionCondition(selection: Selection, sql: SqlValues): string {
  if ('all' in selection) return 'true'
  if ('matching' in selection) return filterCondition(selection.matching, sql)
  const named = 'changes' in selection ? selection.changes : selection.except
  const pairs = `SELECT * FROM unnest(${sql.bind(named.map(({ entity }) => entity))}::text[], ${sql.bind(named.map(({ sourceId }) => sourceId))}::text[])`
  return `(c.entity, c.source_id) ${'changes' in selection ? 'IN' : 'NOT IN'} (${pairs})`
}
