import { z } from 'zod'
import { may } from '#server/access/permissions.ts'
import { maySeeStore } from '#server/access/scope.ts'
import { subscribeLive } from '#server/events/live.ts'
import type { LiveNotice } from '#server/events/notify-live.ts'
import { permittedProcedure, router } from '../../init.ts'
import { withHeartbeat } from './with-heartbeat.ts'

export type LiveChange = {
  topic: LiveNotice['topic']
  id: string
  connectionId?: string
}

/** Seen by a screen that hears nothing for longer than this: its stream is dead and it asks again. */
const heartbeatMs = 15_000

/** What changed, as it happens. */
export const liveRouter = router({
  changes: permittedProcedure('account.use')
    .input(z.object({}))
    .subscription(async function* ({ ctx, signal }) {
      const ended = signal ?? new AbortController().signal
      for await (const notice of withHeartbeat(subscribeLive, heartbeatMs, ended)) {
        if (notice === 'ping') {
          yield { topic: 'ping' as const, id: '' }
          continue
        }
        const { organizationId } = notice
        if (organizationId !== null && organizationId !== ctx.membership.organizationId) continue
        if (notice.topic === 'queue' && !may(ctx.membership.role, 'queue.read')) continue
        if (notice.storeId && !maySeeStore(ctx.membership, notice.storeId)) continue
        const change: LiveChange = { topic: notice.topic, id: notice.id }
        if (notice.connectionId !== undefined) change.connectionId = notice.connectionId
        yield change
      }
    }),
})
