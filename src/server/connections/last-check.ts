import { z } from 'zod'
import { probeStepSchema } from '#server/model/probe.ts'

/** The newest check of a connection, as kept in `connection.last_check`. Times are ISO 8601. */
export const checkResultSchema = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  ok: z.boolean(),
  steps: z.array(probeStepSchema),
})
export type CheckResult = z.infer<typeof checkResultSchema>
