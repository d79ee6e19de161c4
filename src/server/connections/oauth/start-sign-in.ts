import type { PoolClient } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { assertAllowed, EgressRefused } from '#server/http/egress-guard.ts'
import { AppError } from '#server/lib/errors.ts'
import type { Actor } from '../actor.ts'
import { openCredentials } from '../credentials.ts'
import { baseUrlOf, egressOf } from '../endpoint.ts'
import { findConnection } from '../find-connection.ts'
import { callbackUrl } from './callback-url.ts'
import { interactiveSignIn } from './interactive-sign-in.ts'
import { codeChallengeOf, randomText } from './pkce.ts'
import { createState } from './sign-in-state.ts'

/**
 * Begins signing in on the vendor's own page, with the credentials stored so far.
 * @param parts.appUrl where people reach Cairn
 * @param parts.simulatorsUrl undefined where no simulators run
 * @returns the page to send this person's browser to; good for ten minutes and once
 * @throws {AppError} not_found; conflict when the connection signs in without a person, or a credential doesn't open;
 * invalid when the credentials lead to a host that isn't the vendor's
 */
export async function startSignIn(
  tx: PoolClient,
  actor: Actor,
  id: string,
  parts: { appUrl: string; simulatorsUrl: string | undefined; adapterOf?: typeof adapterFor },
): Promise<{ url: string }> {
  const connection = await findConnection(tx, actor.scope, id)
  const { vendor, signInMethod, settings } = connection
  const adapter = (parts.adapterOf ?? adapterFor)(vendor)
  const flow = interactiveSignIn(adapter, signInMethod)
  if (flow === null) {
    throw new AppError(
      'conflict',
      `This connection signs in with its stored credentials; there is no page of ${adapter.manifest.name} to go to. Replace the credentials instead.`,
    )
  }
  const credentials = await openCredentials(tx, connection)
  const baseUrl = baseUrlOf(connection, parts.simulatorsUrl)
  const redirectUri = callbackUrl(parts.appUrl, vendor)
  const codeVerifier = flow.pkce ? randomText() : null
  const remembered = { connectionId: id, userId: actor.userId, signInMethod, redirectUri, codeVerifier }
  const state = await createState(tx, connection.organizationId, remembered)
  const codeChallenge = codeVerifier === null ? null : codeChallengeOf(codeVerifier)
  const url = flow.authorizeUrl({ baseUrl, credentials, settings, redirectUri, state, codeChallenge })
  requireVendorsOwn(url, egressOf(adapter.manifest, baseUrl, credentials))
  return { url: url.href }
}

/** The address is partly made of what was typed in; nobody is sent anywhere but to the vendor. */
function requireVendorsOwn(url: URL, policy: ReturnType<typeof egressOf>): void {
  try {
    assertAllowed(url, policy)
  } catch (cause) {
    if (!(cause instanceof EgressRefused)) throw cause
    throw new AppError('invalid', cause.message, { field: 'credentials', cause })
  }
}
