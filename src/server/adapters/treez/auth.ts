import type { AuthStrategy, HttpClient, Token } from '../../http/types.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AdapterContext } from '../contract.ts'
import { readSignInEnvelope, readSignInError } from './errors.ts'
import { type TokenAnswer, tokenSchema } from './schema.ts'
import { parseInstant } from './time.ts'

/** A token that doesn't say how long it lasts is trusted for half of the documented two hours. */
const ASSUMED_LIFETIME_MS = 3_600_000

/** Renewed this long before it ends, or a tenth of its life before when that is less. */
const RENEW_EARLY_MS = 300_000

/** Treez: https://code.treez.io/docs/authorization-2 — a token is to be used until it ends, not asked for with every call. */
export function tokenSignIn(context: AdapterContext, client: HttpClient): AuthStrategy {
  const clientId = context.credentials['clientId'] ?? ''
  return {
    renews: true,
    apply: async (headers, { rejected }) => {
      const { value } = await context.tokens.get({
        obtain: () => obtainToken(context, client),
        earlyMs: 0,
        ...(rejected === undefined ? {} : { rejected }),
      })
      headers['authorization'] = value
      headers['client_id'] = clientId
      return { token: value }
    },
  }
}

/**
 * Exchanges the API key for an access token.
 * @returns the token; `expiresAt` is when Cairn should stop using it, a little before it really ends
 * @throws {AdapterError} `unauthenticated` when Treez does not accept key, client id or dispensary
 */
export async function obtainToken(context: AdapterContext, client: HttpClient): Promise<Token> {
  const { dispensary = '', clientId = '', apiKey = '' } = context.credentials
  const { body } = await client.send({
    operation: 'sign_in',
    method: 'POST',
    path: `/v2.0/dispensary/${encodeURIComponent(dispensary)}/config/api/gettokens`,
    form: { client_id: clientId, apikey: apiKey },
    schema: tokenSchema,
    // Every other call waits for this one.
    lane: 'orders',
    // A second token changes nothing.
    repeatable: true,
    signal: context.signal,
  })
  return { value: body.access_token, expiresAt: endOfUse(body, context.clock) }
}

/** Readers for the client that signs in: there, every refusal is about the credentials. */
export const signInReaders = { readError: readSignInError, readEnvelope: readSignInEnvelope }

/** Seconds left count more than the hour on Treez's clock, which may not be ours. */
function endOfUse(answer: TokenAnswer, clock: Clock): Date {
  const now = clock.now().getTime()
  const seconds = Number(answer.expires_in ?? Number.NaN)
  const endsAt = answer.expires_at ? parseInstant(answer.expires_at)?.getTime() : undefined
  const stated = seconds > 0 ? seconds * 1000 : (endsAt ?? 0) - now
  const lifetime = stated > 0 ? stated : ASSUMED_LIFETIME_MS
  return new Date(now + lifetime - Math.min(RENEW_EARLY_MS, lifetime / 10))
}
