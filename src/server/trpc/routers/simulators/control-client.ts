import { z } from 'zod'
import { env } from '#env'
import { AppError } from '#server/lib/errors.ts'

const share = z.number().min(0).max(1)

/** Which faults a simulator plays: rates are the share of requests hit, the rest milliseconds or seconds. */
export const faultSettingsSchema = z.object({
  serverErrorRate: share,
  rateLimitRate: share,
  slowRate: share,
  slowBodyRate: share,
  slowMs: z.number().int().min(0).max(120_000),
  cutRate: share,
  truncateRate: share,
  htmlRate: share,
  dropRate: share,
  retryAfterSeconds: z.number().int().min(0).max(3600).nullable(),
  tokenLifetimeSeconds: z.number().int().min(1).max(86_400),
})

/** What a simulator does to the notices it sends: rates are the share of notices hit. */
export const noticeFaultsSchema = z.object({
  duplicateRate: share,
  delayRate: share,
  reorderRate: share,
  dropRate: share,
  forgeRate: share,
  delayMs: z.number().int().min(0).max(3_600_000),
  retryScale: share,
})

const refusalSchema = z.object({ error: z.string() })

/**
 * Calls the control API of the simulators and parses what it answers.
 * @param path below `/_control`
 * @throws {AppError} not_found where no simulators are part of the installation, invalid when they refuse,
 *   conflict when they don't answer
 */
export async function callControl<T>(
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<T> {
  if (env.SIMULATORS_URL === undefined) throw new AppError('not_found', 'No simulators run here.')
  let response: Response
  try {
    response = await fetch(`${env.SIMULATORS_URL.replace(/\/+$/, '')}/_control${path}`, {
      method,
      signal: AbortSignal.timeout(5_000),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch (cause) {
    throw new AppError('conflict', 'The simulators do not answer. Start them again (npm start does).', {
      cause,
    })
  }
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return schema.parse(answer)
  const refusal = refusalSchema.safeParse(answer)
  throw new AppError(
    response.status === 404 ? 'not_found' : 'invalid',
    refusal.success ? refusal.data.error : 'The simulator refused this.',
  )
}
