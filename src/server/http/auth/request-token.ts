import { z } from 'zod'
import type { Clock } from '../../lib/clock.ts'
import type { HttpClient, Token } from '../types.ts'

/** A token that doesn't say how long it lasts is trusted for an hour. */
const ASSUMED_LIFETIME_MS = 3_600_000

/** Whatever is claimed beyond a day is a mistake, in milliseconds for instance. */
const LONGEST_LIFETIME_MS = 86_400_000

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string()]).nullish(),
})

/** Where and how a token is asked for. `client` has no strategy of its own. */
export type TokenEndpoint = { client: HttpClient; clock: Clock; path: string; signal?: AbortSignal }

/**
 * Asks an OAuth 2.0 token endpoint for a token.
 * @param grant fields of the request, `grant_type` among them
 * @param encoding `form` as the RFC has it, or `json` where the server wants that
 * @throws {AdapterError}
 */
export async function requestToken(
  { client, clock, path, signal }: TokenEndpoint,
  grant: { grant_type: string } & Record<string, string>,
  encoding: 'form' | 'json',
): Promise<Token> {
  const { body } = await client.send({
    operation: 'sign_in.token',
    method: 'POST',
    path,
    ...(encoding === 'form' ? { form: grant } : { json: grant }),
    schema: tokenSchema,
    // Every other call waits for this one.
    lane: 'orders',
    // A second token changes nothing.
    repeatable: true,
    ...(signal && { signal }),
  })
  const stated = Number(body.expires_in ?? 0) * 1000
  const lifetime = stated > 0 ? Math.min(stated, LONGEST_LIFETIME_MS) : ASSUMED_LIFETIME_MS
  return { value: body.access_token, expiresAt: new Date(clock.now().getTime() + lifetime) }
}
