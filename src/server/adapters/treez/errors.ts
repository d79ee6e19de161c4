import { z } from 'zod'
import type { ErrorReader } from '../../http/types.ts'
import type { AdapterErrorKind } from '../errors.ts'

type Failure = NonNullable<ReturnType<ErrorReader>>

/** Treez's envelope, and the one of the gateway (Apigee) in front of it. */
const failureSchema = z.object({
  resultCode: z.string().nullish().catch(null),
  resultReason: z.string().nullish().catch(null),
  data: z.unknown().optional(),
  fault: z
    .object({
      faultstring: z.string().nullish().catch(null),
      detail: z.object({ errorcode: z.string().nullish() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

const words: Partial<Record<AdapterErrorKind, string>> = {
  unauthenticated:
    'Treez gave an access token and refuses it. Check that the client id is the one the API key was made for.',
  token_expired: 'Treez does not accept the access token here.',
  forbidden:
    'Treez does not let this API key do this. Ask Treez partner support to allow it for the client id.',
  rate_limited: 'Treez asked for fewer calls. Cairn waits and goes on.',
  not_found: 'Treez does not know what was asked for. Check the dispensary name.',
  invalid_request: 'Treez did not accept the request. This is likely ours to fix.',
  unavailable: 'Treez has a problem of its own. Cairn tries again.',
  business_rule: 'Treez refused because of one of its own rules.',
  invalid_response: 'Treez reported a failure without saying which.',
}

/** Reasons by what they mean, the first that fits. List: https://code.treez.io/docs/errors-1 and the OpenAPI files. */
const reasons: [RegExp, AdapterErrorKind][] = [
  [/authentication|unauthori[sz]ed|access[ _]token|TOKEN/i, 'unauthenticated'],
  [/forbidden|access[ _]denied/i, 'forbidden'],
  [/over limit|spikearrest|rate ?limit|quota/i, 'rate_limited'],
  [/NOT_FOUND|DOESNT_EXIST/, 'not_found'],
  [/INTERNAL_ERROR|FAILED_TO_BUILD_RESPONSE/, 'unavailable'],
  [/CANNOT_|DUPLICAT/, 'business_rule'],
  [/INVALID|INCORRECT|FORMAT|VALIDATION|BLANK|LIMIT_EXCEEDS|MUST_BE/, 'invalid_request'],
]

/** Reads an answer that is not a 2xx. The gateway reports its own limit with a 500 as well as with a 429. */
const readDataError: ErrorReader = ({ status, text }) => {
  const body = parse(text)
  const said = body ? read(body) : null
  if (said?.kind === 'rate_limited') return said
  if (status === 401) return failure('unauthenticated', said?.vendorCode)
  if (status === 403) return failure('forbidden', said?.vendorCode)
  return status >= 400 && status < 429 ? said : null
}

/** Reads a 2xx answer: Treez reports some failures that way, and an ended token by leaving `data` out. */
function readDataEnvelope(body: unknown): Failure | null {
  const parsed = failureSchema.safeParse(body)
  return parsed.success ? read(parsed.data) : null
}

/** The answers to a sign-in: a refusal is about what was typed in, unless Treez itself is in trouble. */
const readSignInError: ErrorReader = ({ status, text }) => {
  const body = parse(text)
  const said = body ? read(body) : null
  if (said?.kind === 'rate_limited') return said
  return status >= 400 && status < 429 && status !== 408 ? refused(said?.vendorCode) : null
}

function readSignInEnvelope(body: unknown): Failure | null {
  const parsed = failureSchema.safeParse(body)
  const said = parsed.success ? read(parsed.data) : null
  if (!said || said.kind === 'rate_limited' || said.kind === 'unavailable') return said
  return refused(said.vendorCode)
}

/** Readers for calls with a token. */
export const dataReaders = { readError: readDataError, readEnvelope: readDataEnvelope }

/** The newer API may not know tokens of this kind; that closes it to the connection and says nothing about its sign-in. */
export const newerApiReaders = {
  readError: (answer: Parameters<ErrorReader>[0]) => closed(readDataError(answer)),
  readEnvelope: (body: unknown) => closed(readDataEnvelope(body)),
}

/** Readers for the call that signs in. */
export const signInReaders = { readError: readSignInError, readEnvelope: readSignInEnvelope }

function closed(said: Failure | null): Failure | null {
  return said?.kind === 'unauthenticated' ? failure('token_expired', said.vendorCode) : said
}

function read(body: z.infer<typeof failureSchema>): Failure | null {
  const reason = body.resultReason ?? body.fault?.detail?.errorcode ?? body.fault?.faultstring ?? null
  const failed = body.resultCode?.toUpperCase() === 'FAIL' || Boolean(body.fault)
  if (!failed) return null
  const known = reason === null ? undefined : reasons.find(([pattern]) => pattern.test(reason))?.[1]
  const silent = reason === null && (body.data ?? null) === null
  return failure(known ?? (silent ? 'unauthenticated' : 'invalid_response'), codeOf(reason))
}

function refused(vendorCode: string | undefined): Failure {
  return {
    kind: 'unauthenticated',
    message:
      'Treez did not accept the sign-in. Check the dispensary name, the client id and the API key: all three must belong together.',
    ...(vendorCode === undefined ? {} : { vendorCode }),
  }
}

function failure(kind: AdapterErrorKind, vendorCode: string | undefined): Failure {
  const message = words[kind] ?? 'Treez reported a failure.'
  return { kind, message, ...(vendorCode === undefined ? {} : { vendorCode }) }
}

/** Only what looks like one of their codes: free text might quote what we sent. */
function codeOf(reason: string | null): string | undefined {
  return reason !== null && /^[A-Za-z_.]{3,80}$/.test(reason) ? reason : undefined
}

function parse(text: string): z.infer<typeof failureSchema> | null {
  try {
    return failureSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
