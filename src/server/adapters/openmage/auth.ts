import { z } from 'zod'
import { renewToken } from '../../http/auth/renew-token.ts'
import { soapSession } from '../../http/auth/soap-session.ts'
import type { SoapClient } from '../../http/soap/create-soap-client.ts'
import type { AuthStrategy, Token } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'

/** What the shop's admin calls "Client Session Timeout", unless somebody changed it. An earlier end shows as fault 5. */
const ASSUMED_LIFETIME_MS = 3_600_000

/** Every call carries the session that the login gave. */
export function sessionSignIn(context: AdapterContext, client: SoapClient): AuthStrategy {
  return soapSession({ tokens: context.tokens, login: () => login(context, client) })
}

/** Makes sure of a session that was asked for just now, so that a key revoked since the last one shows. */
export async function signInAnew(context: AdapterContext, client: SoapClient): Promise<void> {
  await renewToken(context.tokens, () => login(context, client))
}

/** @throws {AdapterError} `unauthenticated` when the shop does not accept user and key */
async function login({ credentials, clock, signal }: AdapterContext, client: SoapClient): Promise<Token> {
  const { result } = await client.call({
    operation: 'sign_in.session',
    method: 'login',
    args: { username: credentials['user'] ?? '', apiKey: credentials['apiKey'] ?? '' },
    schema: z.object({ result: z.string().trim().min(1) }),
    // Every other call waits for this one.
    lane: 'orders',
    // A second session changes nothing.
    repeatable: true,
    signal,
  })
  return { value: result, expiresAt: new Date(clock.now().getTime() + ASSUMED_LIFETIME_MS) }
}
