import { exchangedToken } from '../../http/auth/exchanged-token.ts'
import { renewToken } from '../../http/auth/renew-token.ts'
import { signedClaims } from '../../http/auth/signed-claims.ts'
import type { AuthStrategy, HttpClient, Token } from '../../http/types.ts'
import type { Clock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import type { AdapterContext } from '../contract.ts'
import { parseInstant } from '../kit/time.ts'
import { type TokenAnswer, tokenSchema } from './schema.ts'

/** A token that doesn't say how long it lasts is trusted for half of the documented two hours. */
const ASSUMED_LIFETIME_MS = 3_600_000

/** Whatever is claimed beyond a day is a mistake, in milliseconds for instance. */
const LONGEST_LIFETIME_MS = 86_400_000

/** Treez: https://code.treez.io/docs/authorization-2 — a token is to be used until it ends, not asked for with every call. */
export function tokenSignIn(context: AdapterContext, client: HttpClient): AuthStrategy {
  return exchangedToken({
    tokens: context.tokens,
    obtain: () => obtainToken(context, client),
    // Some clients send the token bare, some as "Bearer"; Treez's own samples use the latter of late.
    format: (token) => `Bearer ${token}`,
    also: { client_id: context.credentials['clientId'] ?? '' },
  })
}

/** A claim is believed for 30 s, no more and no less. */
const CLAIM_LIFETIME_MS = 30_000

/** Treez's newer sign-in: each call is signed with the certificate's key. https://code.treez.io/reference/authentication */
export function certificateSignIn({ credentials, clock }: AdapterContext): AuthStrategy {
  const { certificateId = '', organizationId = '', privateKey = '' } = credentials
  return signedClaims({
    privateKey,
    claims: ({ url }) => {
      const issuedAt = clock.now().getTime()
      return {
        aud: url.href,
        iss: certificateId,
        oid: organizationId,
        iat: issuedAt,
        exp: issuedAt + CLAIM_LIFETIME_MS,
        jti: newId(),
      }
    },
  })
}

export function usesCertificate(context: AdapterContext): boolean {
  return context.signInMethod === 'certificate'
}

/** Makes sure of a token that was asked for just now, so that a key revoked since the last one shows. */
export async function signInAnew(context: AdapterContext, client: HttpClient): Promise<void> {
  await renewToken(context.tokens, () => obtainToken(context, client))
}

/**
 * Exchanges the API key for an access token.
 * @throws {AdapterError} `unauthenticated` when Treez does not accept key, client id or dispensary
 */
async function obtainToken(context: AdapterContext, client: HttpClient): Promise<Token> {
  const { dispensary = '', clientId = '', apiKey = '' } = context.credentials
  const { body } = await client.send({
    operation: 'sign_in.token',
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
  return { value: body.access_token, expiresAt: expiryOf(body, context.clock) }
}

/** Seconds left count more than the hour on Treez's clock, which may not be ours. */
function expiryOf(answer: TokenAnswer, clock: Clock): Date {
  const now = clock.now().getTime()
  const seconds = Number(answer.expires_in ?? Number.NaN)
  const endsAt = answer.expires_at ? parseInstant(answer.expires_at)?.getTime() : undefined
  const stated = seconds > 0 ? seconds * 1000 : (endsAt ?? 0) - now
  return new Date(now + (stated > 0 ? Math.min(stated, LONGEST_LIFETIME_MS) : ASSUMED_LIFETIME_MS))
}
