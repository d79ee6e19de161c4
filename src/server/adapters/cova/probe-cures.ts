import type { AdapterErrorKind } from '../errors.ts'

/** What to do about a failed step, in the names COVA gives its settings. */
const cures: Record<AdapterErrorKind, string> = {
  unreachable:
    'Check that this server may open connections to api.covasoft.net and accounts.iqmetrix.net, then check again.',
  dns: 'Check the name server of this machine, then check again.',
  timeout: 'Check again in a minute. If it stays slow, ask COVA support.',
  tls: 'A proxy between this server and COVA may be replacing certificates. Ask whoever runs your network.',
  unauthenticated:
    'Copy the credentials from the onboarding package again. If the password of the API user was changed since, ask COVA support for the new one.',
  token_expired: 'COVA gave a token and then refused it. Ask COVA support whether the API user is active.',
  forbidden:
    'Compare the company id with the onboarding package. If it is right, ask COVA support to open the Data Platform for this integration.',
  rate_limited: 'Another program is using your company’s allowance of calls. Check again in a minute.',
  not_found: 'Compare the company id and the location id with the onboarding package.',
  invalid_request: 'Nothing you can change in COVA. Tell us which step failed.',
  invalid_response: 'COVA answered with something unreadable. Check again in a minute; if it stays, tell us.',
  business_rule: 'Ask COVA support whether this integration is active for your company.',
  compliance: 'Open the store in COVA and see whether its licence is active.',
  unavailable: 'COVA has a problem of its own. Check again in a few minutes.',
}

export function cureFor(kind: AdapterErrorKind): string {
  return cures[kind]
}
