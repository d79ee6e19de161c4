import type { Manifest } from '#server/adapters/contract.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import type { WantedSchedule } from './rule.ts'

/** When shops are closed and deliveries are not booked yet, in nearly every store. */
const offPeak = { from: '02:00', to: '05:00' }

/** Sunday night; spread over an hour, so that not every store asks at once. */
const weekly = { rule: { cron: '30 3 * * 0' }, jitterSeconds: 3600 } as const

/**
 * The schedules a connection begins with: what changed, at the chosen pace, of what the POS has deltas of; all of the
 * rest at that pace; all of everything once a night, since deltas miss what a POS deletes or forgets to stamp; and once
 * a week a comparison with what notices said, where the POS sends any.
 * @param everyMinutes null: only when a person starts a sync
 */
export function defaultSchedules(
  { capabilities }: Pick<Manifest, 'capabilities'>,
  entities: readonly SyncEntity[],
  everyMinutes: number | null,
): WantedSchedule[] {
  if (everyMinutes === null) return []
  const paced = { rule: { everyMinutes }, jitterSeconds: Math.min(everyMinutes * 6, 300) }
  return entities.flatMap((entity): WantedSchedule[] => {
    const told = capabilities.webhooks?.tellsOf.includes(entity) ?? false
    const reconciling: WantedSchedule[] = told ? [{ entity, mode: 'reconcile', ...weekly }] : []
    if (!capabilities.incremental.includes(entity))
      return [{ entity, mode: 'full', ...paced }, ...reconciling]
    return [
      { entity, mode: 'incremental', ...paced },
      { entity, mode: 'full', rule: { window: offPeak }, jitterSeconds: 0 },
      ...reconciling,
    ]
  })
}
