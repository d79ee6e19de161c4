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

/**
 * Asks for a token by OAuth 2.0 client credentials: https://www.rfc-editor.org/rfc/rfc6749#section-4.4.
 * Goes with `exchangedToken`, which keeps it and asks again in time.
 * @param options.client without a strategy of its own
 * @param options.encoding `form` as the RFC has it, or `json` where the server wants that
 * @param options.parameters what the server wants besides, e.g. `audience` or `scope`
 * @throws {AdapterError}
 */
export async function clientCredentialsToken(options: {
  client: HttpClient
  clock: Clock
  path: string
  clientId: string
  clientSecret: string
  encoding: 'form' | 'json'
  parameters?: Record<string, string>
  signal?: AbortSignal
}): Promise<Token> {
  const { client, clock, path, clientId, clientSecret, encoding, parameters = {}, signal } = options
  const fields = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    ...parameters,
  }
  const { body } = await client.send({
    operation: 'sign_in.token',
    method: 'POST',
    path,
    ...(encoding === 'form' ? { form: fields } : { json: fields }),
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
