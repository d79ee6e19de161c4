import { z } from 'zod'
import type { Manifest } from '#server/adapters/contract.ts'
import { AppError } from '#server/lib/errors.ts'
import { type SyncEntity, syncEntities, syncEntitySchema } from '#server/model/sync.ts'

/** What to sync, as a form sends it. */
export const entitiesInputSchema = z.array(syncEntitySchema).min(1, 'Choose at least one thing to sync.')

/** What the wizard asks for at its end; `everyMinutes` null: only by hand. */
export const scheduleInputSchema = z.object({
  everyMinutes: z
    .number()
    .int()
    .min(5, 'Every 5 minutes is the most often a POS is read.')
    .max(10_080, 'Once a week is the least often.')
    .nullable(),
  entities: entitiesInputSchema,
})
export type ScheduleInput = z.infer<typeof scheduleInputSchema>

/**
 * The chosen kinds of record, as far as the vendor has them, in the order they are read.
 * @throws {AppError} invalid, field `entities`
 */
export function validateEntities(manifest: Manifest, chosen: readonly SyncEntity[]): SyncEntity[] {
  const strange = chosen.find((entity) => !manifest.entities.includes(entity))
  if (strange !== undefined) {
    throw new AppError('invalid', `${manifest.name} does not offer ${strange}. Leave it out.`, {
      field: 'entities',
    })
  }
  if (!chosen.includes('products')) {
    throw new AppError(
      'invalid',
      'Stock and batches belong to products, so products must be synced as well.',
      { field: 'entities' },
    )
  }
  return syncEntities.filter((entity) => chosen.includes(entity))
}
