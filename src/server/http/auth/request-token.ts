import { z } from 'zod'
import type { Clock } from '../../lib/clock.ts'
import type { HttpClient, Token } from '../types.ts'

/** A token that doesn't say how long it lasts is trusted for an hour. */
const ASSUMED_LIFETIME_MS = 3_600_000

/** Whatever is claimed beyond a day is a mistake, in milliseconds for instance. */
const LONGEST_LIFETIME_MS = 86_400_000

const lifetime = z.union([z.number(), z.string()]).nullish()

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: lifetime,
  scope: z.string().nullish(),
  refresh_token: z.string().min(1).nullish(),
  /** Not in the RFC, but how those say it who say it. */
  refresh_token_expires_in: lifetime,
})

/** Where and how a token is asked for. `client` has no strategy of its own. */
export type TokenEndpoint = { client: HttpClient; clock: Clock; path: string; signal?: AbortSignal }

/** `scope`: the rights that came with it, when the server says. `endless`: it said no end, and there is nothing to renew it with. */
export type GrantedToken = { token: Token; scope: string | null; endless: boolean }

/**
 * Asks an OAuth 2.0 token endpoint for a token.
 * @param grant fields of the request, `grant_type` among them
 * @param how.encoding `form` as the RFC has it, or `json` where the server wants that
 * @param how.repeatable whether the request may be sent again when its answer was lost; yes when absent, for a second
 *   token changes nothing
 * @throws {AdapterError}
 */
export async function requestToken(
  { client, clock, path, signal }: TokenEndpoint,
  grant: { grant_type: string } & Record<string, string>,
  how: { encoding: 'form' | 'json'; repeatable?: boolean },
): Promise<GrantedToken> {
  const { body } = await client.send({
    operation: 'sign_in.token',
    method: 'POST',
    path,
    ...(how.encoding === 'form' ? { form: grant } : { json: grant }),
    schema: tokenSchema,
    // Every other call waits for this one.
    lane: 'orders',
    repeatable: how.repeatable ?? true,
    ...(signal && { signal }),
  })
  const now = clock.now().getTime()
  const stated = millisecondsOf(body.expires_in)
  const lasts = stated === null ? ASSUMED_LIFETIME_MS : Math.min(stated, LONGEST_LIFETIME_MS)
  const token = { value: body.access_token, expiresAt: new Date(now + lasts) }
  const scope = body.scope ?? null
  if (!body.refresh_token) return { token, scope, endless: stated === null }
  const refreshLasts = millisecondsOf(body.refresh_token_expires_in)
  const refreshEnds = refreshLasts === null ? null : new Date(now + refreshLasts)
  return {
    token: { ...token, refresh: { value: body.refresh_token, expiresAt: refreshEnds } },
    scope,
    endless: false,
  }
}

/** Null for what is no time to live. */
function millisecondsOf(seconds: number | string | null | undefined): number | null {
  const stated = Number(seconds ?? 0) * 1000
  return stated > 0 && Number.isFinite(stated) ? stated : null
}
