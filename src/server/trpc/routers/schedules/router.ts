import type { PoolClient } from 'pg'
import { z } from 'zod'
import { queryScope } from '#server/access/query-scope.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import { type FoundConnection, findConnection } from '#server/connections/find-connection.ts'
import { recordChange } from '#server/connections/record-change.ts'
import { pool } from '#server/db/pool.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { systemClock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'
import { type SyncEntity, syncEntitySchema } from '#server/model/sync.ts'
import { moveSchedule, pauseSchedule, removeSchedule } from '#server/sync/schedules/change-schedule.ts'
import { cronWords } from '#server/sync/schedules/cron-words.ts'
import { findSchedules, scheduleSorts } from '#server/sync/schedules/find-schedules.ts'
import { listSchedules, previewFires } from '#server/sync/schedules/list-schedules.ts'
import {
  type ScheduleMode,
  type ScheduleRule,
  scheduleModeSchema,
  scheduleRuleSchema,
  validateRule,
} from '#server/sync/schedules/rule.ts'
import { saveSchedules } from '#server/sync/schedules/save-schedules.ts'
import { permittedProcedure, router } from '../../init.ts'
import { pageInput } from '../../page-input.ts'

const read = permittedProcedure('connections.read')
const write = permittedProcedure('connections.write')

const ofConnection = z.object({ connectionId: z.uuid() })
const ofSchedule = ofConnection.extend({ id: z.uuid() })
const rule = { rule: scheduleRuleSchema, jitterSeconds: z.number().int() }

/** What the connection's history says of a change. */
type ScheduleChange = {
  act: 'saved' | 'paused' | 'resumed' | 'removed'
  entities: SyncEntity[]
  mode: ScheduleMode
  rule?: ScheduleRule
  cronWords?: string | null
}

/** Does a change of a connection's schedules in one transaction, and tells of it. */
function change(
  ctx: Parameters<typeof queryScope>[0] & { user: { id: string } },
  connectionId: string,
  fn: (tx: PoolClient, now: Date, connection: FoundConnection) => Promise<ScheduleChange>,
): Promise<void> {
  return inTransaction(async (tx) => {
    const connection = await findConnection(tx, queryScope(ctx), connectionId, { lock: true })
    const schedule = await fn(tx, systemClock.now(), connection)
    await recordChange(tx, connection, 'changed', ctx.user.id, { changed: ['schedule'], schedule })
  })
}

const told = (
  act: ScheduleChange['act'],
  { entity, mode }: { entity: SyncEntity; mode: ScheduleMode },
): ScheduleChange => ({ act, entities: [entity], mode })

/** When connections read by themselves. */
export const schedulesRouter = router({
  list: read.input(ofConnection).query(async ({ ctx, input }) => {
    await findConnection(pool, queryScope(ctx), input.connectionId)
    return listSchedules(pool, input.connectionId)
  }),

  /** Those of every connection a person may see. */
  find: read
    .input(
      z.object({
        storeId: z.uuid().optional(),
        connectionId: z.uuid().optional(),
        q: z.string().trim().max(200).optional(),
        entities: z.array(syncEntitySchema).optional(),
        modes: z.array(scheduleModeSchema).optional(),
        starts: z.boolean().optional(),
        sort: z.enum(scheduleSorts).default('next'),
        direction: z.enum(['asc', 'desc']).default('asc'),
        ...pageInput,
      }),
    )
    .query(({ ctx, input: { storeId, sort, direction, page, pageSize, ...filter } }) =>
      findSchedules(pool, queryScope(ctx, storeId), filter, { sort, direction, page, pageSize }),
    ),

  /** The next five moments a rule would fire, in the store's own zone, and what a cron expression says. */
  preview: read.input(ofConnection.extend(rule)).query(async ({ ctx, input }) => {
    await findConnection(pool, queryScope(ctx), input.connectionId)
    const now = systemClock.now()
    validateRule(input.rule, input.jitterSeconds, now)
    return previewFires(pool, input.connectionId, input, { now, count: 5 })
  }),

  /** With `id` that one is changed, also in what it reads and how; without, those of the same kind and way are. */
  save: write
    .input(
      ofConnection.extend({
        id: z.uuid().optional(),
        entities: z.array(syncEntitySchema).min(1, 'Choose what is to be read.'),
        mode: scheduleModeSchema,
        /** Of one that is made: it does not start yet. */
        paused: z.boolean().optional(),
        ...rule,
      }),
    )
    .mutation(({ ctx, input: { connectionId, id, entities, ...schedule } }) =>
      change(ctx, connectionId, async (tx, now, { vendor, entities: reads }) => {
        const offered = reads.length > 0 ? reads : adapterFor(vendor).manifest.entities
        const strange = entities.find((entity) => !offered.includes(entity))
        if (strange !== undefined) {
          throw new AppError(
            'invalid',
            `This connection does not read ${strange}. Add it to what is synced first.`,
            {
              field: 'entities',
            },
          )
        }
        validateRule(schedule.rule, schedule.jitterSeconds, now)
        if (id !== undefined) {
          await moveSchedule(tx, { connectionId, id }, { entities, mode: schedule.mode })
        }
        await saveSchedules(
          tx,
          connectionId,
          entities.map((entity) => ({ ...schedule, entity })),
          now,
        )
        const { mode, rule } = schedule
        return { act: 'saved', entities, mode, rule, cronWords: cronWords(rule) }
      }),
    ),

  pause: write
    .input(ofSchedule)
    .mutation(({ ctx, input }) =>
      change(ctx, input.connectionId, async (tx, now) =>
        told('paused', await pauseSchedule(tx, input, true, now)),
      ),
    ),

  resume: write
    .input(ofSchedule)
    .mutation(({ ctx, input }) =>
      change(ctx, input.connectionId, async (tx, now) =>
        told('resumed', await pauseSchedule(tx, input, false, now)),
      ),
    ),

  remove: write
    .input(ofSchedule)
    .mutation(({ ctx, input }) =>
      change(ctx, input.connectionId, async (tx) => told('removed', await removeSchedule(tx, input))),
    ),
})
