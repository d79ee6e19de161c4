import { z } from 'zod'
import type { HttpRequest } from './types.ts'

const limits = {
  attempts: z
    .int('Give a whole number of tries.')
    .min(1, 'One try is the least.')
    .max(10, 'Ten tries are the most.'),
  deadlineSeconds: z
    .int('Give whole seconds.')
    .min(5, 'Five seconds are the least a POS is given.')
    .max(600, 'Ten minutes are the most.'),
}
const patienceShape = z.strictObject({
  /** Tries of a repeatable call, the first included. */
  attempts: limits.attempts.optional(),
  /** The whole call, all tries and waits. */
  deadlineSeconds: limits.deadlineSeconds.optional(),
})

/** How patiently a connection's POS is called: all its calls, and single operations by name (`products.list`). */
export const patienceSchema = patienceShape.extend({
  operations: z.record(z.string().min(1).max(100), patienceShape).optional(),
})
export type Patience = z.infer<typeof patienceSchema>

const defaultDeadlineMs = 60_000

/**
 * What holds for one call: what people set for its operation, else for the connection, else what the adapter wants, else
 * what is usual.
 * @param usualAttempts tries when nobody says otherwise
 */
export function patienceOf(
  { operation, attempts, deadlineMs }: Pick<HttpRequest<unknown>, 'operation' | 'attempts' | 'deadlineMs'>,
  set: Patience,
  usualAttempts: number,
): { attempts: number; deadlineMs: number } {
  const own = set.operations?.[operation]
  const seconds = own?.deadlineSeconds ?? set.deadlineSeconds
  return {
    attempts: own?.attempts ?? set.attempts ?? attempts ?? usualAttempts,
    deadlineMs: seconds === undefined ? (deadlineMs ?? defaultDeadlineMs) : seconds * 1000,
  }
}
