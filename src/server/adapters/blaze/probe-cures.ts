import type { AdapterErrorKind } from '../errors.ts'

/** What to do about a failed step, in the names BLAZE gives its settings. */
export const cures: Record<AdapterErrorKind, string> = {
  unreachable: 'Check that this server may open connections to api.partners.blaze.me, then check again.',
  dns: 'Check the name server of this machine, then check again.',
  timeout: 'Check again in a minute. If it stays slow, ask BLAZE support.',
  tls: 'A proxy between this server and BLAZE may be replacing certificates. Ask whoever runs your network.',
  unauthenticated:
    'Copy the developer key again from Company Settings, Developer Keys, and the partner key from what BLAZE sent.',
  token_expired: 'Ask BLAZE for a new token and paste it here.',
  forbidden: 'Ask BLAZE to give your partner key the permission it lacks.',
  rate_limited: 'Another program is using the same developer key. Check again in a minute.',
  not_found: 'Check in BLAZE that the shop of this developer key is active.',
  invalid_request: 'Nothing you can change in BLAZE. Tell us which step failed.',
  invalid_response:
    'BLAZE answered with something unreadable. Check again in a minute; if it stays, tell us.',
  business_rule: 'Open the shop in BLAZE and see whether it is active.',
  compliance: 'Open the shop in BLAZE and see whether its licence is active.',
  unavailable: 'BLAZE has a problem of its own. Check again in a few minutes.',
}
