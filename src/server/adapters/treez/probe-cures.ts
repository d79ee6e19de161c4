import type { AdapterErrorKind } from '../errors.ts'

/** What to do about a failed step, in the names Treez gives its settings. */
const cures: Record<AdapterErrorKind, string> = {
  unreachable: 'Check that this server may open connections to api.treez.io, then check again.',
  dns: 'Check the name server of this machine, then check again.',
  timeout: 'Check again in a minute. If it stays slow, ask Treez support.',
  tls: 'A proxy between this server and Treez may be replacing certificates. Ask whoever runs your network.',
  unauthenticated:
    'Compare the dispensary name with the address of your Treez portal, and copy the API key again where Treez shows it.',
  token_expired:
    'Treez gave a token and then refused it. Check that the client id is the one the API key was made for.',
  forbidden: 'Ask Treez partner support to enable this API for your client id at this store.',
  rate_limited:
    'Another program is using this store’s allowance of 10 calls a second. Check again in a minute.',
  not_found: 'Compare the dispensary name with the address of your Treez portal.',
  invalid_request: 'Nothing you can change in Treez. Tell us which step failed.',
  invalid_response:
    'Treez answered with something unreadable. Check again in a minute; if it stays, tell us.',
  business_rule: 'Open the store in Treez and see whether its subscription is active.',
  compliance: 'Open the store in Treez and see whether its licence is active.',
  unavailable: 'Treez has a problem of its own. Check again in a few minutes.',
}

export function cureFor(kind: AdapterErrorKind): string {
  return cures[kind]
}
