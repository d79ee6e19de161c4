import type { ErrorReader } from '../../http/types.ts'
import type { AdapterErrorKind } from '../errors.ts'

type Failure = NonNullable<ReturnType<ErrorReader>>
type Fault = { code: string }

/** Faults every call shares; resources have their own from 100 on, mostly for what does not exist (any more). */
const general = new Map<string, [AdapterErrorKind, string]>([
  ['0', ['unavailable', 'The shop reported an unknown error. Cairn tries again.']],
  ['1', ['unavailable', 'The shop has a problem of its own. Cairn tries again.']],
  ['2', ['forbidden', 'The role of the API user may not do this. Give it the missing resources.']],
  ['3', ['invalid_request', 'The shop does not know this call. This is likely ours to fix.']],
  ['4', ['invalid_request', 'The shop does not offer this call. This is likely ours to fix.']],
  ['5', ['token_expired', 'The session at the shop ended. Cairn signs in again.']],
  ['6', ['invalid_request', 'The shop misses something in the call. This is likely ours to fix.']],
])

const notThere: [AdapterErrorKind, string] = [
  'not_found',
  'The shop does not have what was asked for. Check the store view in the settings of this connection.',
]

/** What a fault of a call with a session means. Only numbers are kept as the code: other text might quote what was sent. */
export function readFault({ code }: Fault): Failure | null {
  const known = general.get(code) ?? (/^1\d\d$/.test(code) ? notThere : undefined)
  return known ? { kind: known[0], message: known[1], vendorCode: code } : null
}

/** The login answers everything that is wrong with user and key alike, also a user that was switched off. */
export function readSignInFault(fault: Fault): Failure | null {
  if (fault.code !== '2') return readFault(fault)
  return {
    kind: 'unauthenticated',
    message:
      'The shop did not accept the sign-in. Check the API user and its key, and whether the user is active.',
    vendorCode: fault.code,
  }
}
