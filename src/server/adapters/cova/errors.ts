import { z } from 'zod'
import type { ErrorReader } from '../../http/types.ts'
import type { AdapterErrorKind } from '../errors.ts'

type Failure = NonNullable<ReturnType<ErrorReader>>

/** Statuses of the data services; their `Message` is free text, so it is not passed on. */
const byStatus: Record<number, [AdapterErrorKind, string]> = {
  401: ['unauthenticated', 'COVA refused the sign-in. Check the credentials of this connection.'],
  403: ['forbidden', 'COVA does not let this sign-in read this company. Check the company id.'],
  404: ['not_found', 'COVA does not know what was asked for. Check the company id and the location id.'],
  429: ['rate_limited', 'COVA asked for fewer calls. Cairn waits and goes on.'],
  // Mostly a bulk answer that took COVA too long: https://api.covasoft.net/TroubleShooting
  500: ['unavailable', 'COVA could not put the answer together in time. Cairn tries again.'],
}

/** Reads an answer of a data service that is not a 2xx. */
export const readDataError: ErrorReader = ({ status }) => {
  const [kind, message] = byStatus[status] ?? []
  return kind && message ? { kind, message } : null
}

/** RFC 6749 §5.2. */
const oauthErrorSchema = z.object({ error: z.string() })

/** Reads an answer to a sign-in: a refusal is about what was typed in, unless the request itself was wrong. */
export const readSignInError: ErrorReader = ({ status, text }) => {
  if (![400, 401, 403].includes(status)) return null
  const code = oauthCodeOf(text)
  const failure: Failure =
    code === 'invalid_request' || code === 'unsupported_grant_type'
      ? { kind: 'invalid_request', message: 'COVA did not accept the sign-in request. This is ours to fix.' }
      : {
          kind: 'unauthenticated',
          message:
            'COVA did not accept the sign-in. Check client id, client secret, user name and password: all four must belong together.',
        }
  return { ...failure, ...(code && { vendorCode: code }) }
}

/** Only what looks like one of the RFC's codes: free text might quote what we sent. */
function oauthCodeOf(text: string): string | null {
  try {
    const code = oauthErrorSchema.safeParse(JSON.parse(text)).data?.error ?? ''
    return /^[a-z_]{3,40}$/.test(code) ? code : null
  } catch {
    return null
  }
}
