import type { AdapterErrorKind } from '../errors.ts'

/** What to do about a failed step, in the names the shop's admin gives its settings. */
const cures: Record<AdapterErrorKind, string> = {
  unreachable: 'Open the shop’s address in a browser. If it answers there, its server may keep this one out.',
  dns: 'Compare the address with the one in the browser when the shop is open.',
  timeout: 'Check again in a minute. If it stays slow, ask whoever runs the shop’s server.',
  tls: 'Ask whoever runs the shop’s server to renew its certificate.',
  unauthenticated:
    'In the shop’s admin open System, Web Services, SOAP/XML-RPC - Users. Compare the user name, set a new API key, and see that the account is active and has a role.',
  token_expired:
    'The shop ends sessions at once. Look at Client Session Timeout under System, Configuration, Magento Core API.',
  forbidden:
    'In the shop’s admin open System, Web Services, SOAP/XML-RPC - Roles, and tick this under Role API Resources for the role of the API user.',
  rate_limited:
    'The web server before the shop limits calls. Ask whoever runs it to allow 20 a second from this server.',
  not_found:
    'Compare the address with the one of the shop’s start page, without what follows the shop’s own folder, and the store view in the settings with its code in the shop.',
  invalid_request: 'Nothing you can change in the shop. Tell us which step failed.',
  invalid_response:
    'The shop answered with something that is no SOAP. See that WS-I Compliance is on under System, Configuration, Magento Core API.',
  business_rule: 'Open the shop’s admin and see whether it works.',
  compliance: 'Open the shop’s admin and see whether it works.',
  unavailable:
    'See that the shop is not in maintenance, and that "Shop software" in the settings names the right one: the other one is not understood.',
}

export function cureFor(kind: AdapterErrorKind): string {
  return cures[kind]
}
