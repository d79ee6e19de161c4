import { z } from 'zod'
import type { Manifest } from '#server/adapters/contract.ts'
import { AppError } from '#server/lib/errors.ts'
import { syncEntities, syncEntitySchema } from '#server/model/sync.ts'
import type { Schedule } from '#server/sync/schedule.ts'

/** A schedule as a form sends it; `everyMinutes` null: only by hand. */
export const scheduleInputSchema = z.object({
  everyMinutes: z
    .number()
    .int()
    .min(5, 'Every 5 minutes is the most often a POS is read.')
    .max(10_080, 'Once a week is the least often.')
    .nullable(),
  entities: z.array(syncEntitySchema).min(1, 'Choose at least one thing to sync.'),
})

/**
 * A schedule the vendor can serve, its entities in the order they are read.
 * @throws {AppError} invalid, field `schedule.entities`
 */
export function validateSchedule(manifest: Manifest, schedule: Schedule): Schedule {
  const wanted = new Set(schedule.entities)
  const strange = schedule.entities.find((entity) => !manifest.entities.includes(entity))
  if (strange !== undefined) {
    throw new AppError('invalid', `${manifest.name} does not offer ${strange}. Leave it out.`, {
      field: 'schedule.entities',
    })
  }
  if (!wanted.has('products')) {
    throw new AppError(
      'invalid',
      'Stock and batches belong to products, so products must be synced as well.',
      {
        field: 'schedule.entities',
      },
    )
  }
  return {
    everyMinutes: schedule.everyMinutes,
    entities: syncEntities.filter((entity) => wanted.has(entity)),
  }
}
