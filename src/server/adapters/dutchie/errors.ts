import { z } from 'zod'
import type { ErrorReader } from '../../http/types.ts'

/**
 * The bodies that may come with a 400 (https://api.pos.dutchie.com/pages/error-handling.html): a message, a message with
 * the properties it is about, a validator's report, plain text, nothing. Case of names varies.
 */
const failureSchema = z.object({
  propertyerrors: z
    .array(z.object({ propertyName: z.string() }))
    .nullish()
    .catch(null),
  errors: z
    .array(z.object({ errorCode: z.string().nullish(), propertyName: z.string().nullish() }))
    .nullish()
    .catch(null),
})

/** Reads the answer to a signed-in call that is not a 2xx. 429 and 5xx mean what they mean everywhere. */
export const readDataError: ErrorReader = ({ status, text }) => {
  switch (status) {
    case 401:
      return { kind: 'unauthenticated', message: 'Dutchie does not accept the key of this location.' }
    case 403:
      return {
        kind: 'forbidden',
        message:
          'The key of this location lacks a role for this. Ask Dutchie support to give it the role Reporting.',
      }
    case 404:
      return { kind: 'not_found', message: 'Dutchie does not know what was asked for.' }
    case 400:
    case 422: {
      const vendorCode = codeOf(text)
      const message = 'Dutchie did not accept the request. This is likely ours to fix.'
      return { kind: 'invalid_request', message, ...(vendorCode && { vendorCode }) }
    }
    default:
      return null
  }
}

/** A refusal to give a token is about what was typed in. */
export const readSignInError: ErrorReader = ({ status }) =>
  status >= 400 && status < 429 && status !== 408
    ? {
        kind: 'unauthenticated',
        message:
          'Dutchie did not accept the sign-in. Check that client id and client secret belong together.',
      }
    : null

/** Any status shows that the host is there; as `not_found` it is neither tried again nor held against the POS. */
export const answered: ErrorReader = () => ({ kind: 'not_found', message: 'Dutchie answered.' })

/** Which property or rule it was about: only what looks like a name, since free text might quote what we sent. */
function codeOf(text: string): string | undefined {
  const body = parse(text)
  const [first] = body?.errors ?? []
  const code = first?.errorCode ?? first?.propertyName ?? body?.propertyerrors?.[0]?.propertyName
  return code && /^[A-Za-z_.]{3,80}$/.test(code) ? code : undefined
}

function parse(text: string): z.infer<typeof failureSchema> | null {
  try {
    const body = z.record(z.string(), z.unknown()).parse(JSON.parse(text))
    const lowered = Object.entries(body).map(([name, value]) => [name.toLowerCase(), value])
    return failureSchema.safeParse(Object.fromEntries(lowered)).data ?? null
  } catch {
    return null
  }
}
