import type { AdapterErrorKind } from '../errors.ts'

/** What to do about a failed step, in the names Dutchie gives things. */
const cures: Record<AdapterErrorKind, string> = {
  unreachable: 'Check that this server may open connections to api.pos.dutchie.com, then check again.',
  dns: 'Check the name server of this machine, then check again.',
  timeout: 'Check again in a minute. If it stays slow, ask Dutchie support.',
  tls: 'A proxy between this server and Dutchie may be replacing certificates. Ask whoever runs your network.',
  unauthenticated:
    'Copy the key again as Dutchie support sent it, without spaces. If it was replaced, use the new one.',
  token_expired: 'Check again. If it stays, ask Dutchie support whether the client id is still active.',
  forbidden: 'Ask Dutchie support to give the key of this location the role Reporting.',
  rate_limited: 'Another program is using this location’s calls. Check again in a minute.',
  not_found: 'Ask Dutchie support whether this location is open to the reporting API.',
  invalid_request: 'Nothing you can change in Dutchie. Tell us which step failed.',
  invalid_response:
    'Dutchie answered with something unreadable. Check again in a minute; if it stays, tell us.',
  business_rule: 'Open the location in Dutchie and see whether its subscription is active.',
  compliance: 'Open the location in Dutchie and see whether its licence is active.',
  unavailable: 'Dutchie has a problem of its own. Check again in a few minutes.',
}

export function cureFor(kind: AdapterErrorKind): string {
  return cures[kind]
}
