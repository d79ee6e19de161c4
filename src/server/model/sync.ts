import { z } from 'zod'

/** What a sync reads, in the order it reads it: stock refers to products, batches to both, orders to all. */
export const syncEntities = ['products', 'inventory', 'batches', 'customers', 'orders'] as const
export const syncEntitySchema = z.enum(syncEntities)
export type SyncEntity = z.infer<typeof syncEntitySchema>

/** Whether records of this kind tell of people: they are kept sealed. */
export const isPersonal = (entity: SyncEntity) => entity === 'customers' || entity === 'orders'

/** How a POS is read. */
export const syncModeSchema = z.enum(['full', 'incremental'])
export type SyncMode = z.infer<typeof syncModeSchema>

/** What a run is for: a reconciling one reads whole and compares with what notices said, an undoing one reads nothing. */
export const runModeSchema = z.enum([...syncModeSchema.options, 'reconcile', 'undo'])
export type RunMode = z.infer<typeof runModeSchema>

export const runStatusSchema = z.enum([
  'planned',
  'running',
  'cancelling',
  'waiting_for_approval',
  'succeeded',
  'suspicious',
  'partly_failed',
  'failed',
  'cancelled',
])
export type RunStatus = z.infer<typeof runStatusSchema>

/** One entity's part of a run. Counts are records; times are ISO 8601. */
export const syncPhaseSchema = z.object({
  entity: syncEntitySchema,
  /** `done`: read, written, and what was missing seen to. */
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** What a running phase is at; null before, after, and in runs of older versions. */
  step: z.enum(['read', 'map', 'write', 'reconcile']).nullable().default(null),
  /** Why it alone was given up while the rest went on; null otherwise. */
  error: z.string().nullable().default(null),
  pages: z.number().int(),
  /** How many records the POS says there are; null when it doesn't say. */
  total: z.number().int().nullable(),
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  failed: z.number().int(),
  deleted: z.number().int(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
})
export type SyncPhase = z.infer<typeof syncPhaseSchema>
