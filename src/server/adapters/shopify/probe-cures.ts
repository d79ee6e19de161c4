import type { AdapterErrorKind } from '../errors.ts'

/** What to do about a failed step, in the names Shopify gives its settings. */
const cures: Record<AdapterErrorKind, string> = {
  unreachable: 'Check that this server may open connections to myshopify.com, then check again.',
  dns: 'Compare the shop with the address of its Shopify admin, and check the name server of this machine.',
  timeout: 'Check again in a minute. If it stays slow, look at shopifystatus.com.',
  tls: 'A proxy between this server and Shopify may be replacing certificates. Ask whoever runs your network.',
  unauthenticated:
    'Compare the shop with the address of its Shopify admin, and copy client id and secret again from the app’s settings. Where a person signed in, sign in again: the app may have been uninstalled.',
  token_expired: 'Sign in again.',
  forbidden:
    'In the Dev Dashboard give the app the missing scopes, and approval for protected customer data if customers are missing; then install it again.',
  rate_limited: 'Another installation is using this app’s allowance in this shop. Check again in a minute.',
  not_found:
    'Compare the shop with the address of its Shopify admin: for pine-street.myshopify.com it is pine-street.',
  invalid_request: 'Nothing you can change in Shopify. Tell us which step failed.',
  invalid_response:
    'Shopify answered with something unreadable. Check again in a minute; if it stays, tell us.',
  business_rule: 'Open the shop in Shopify and see whether its plan is active.',
  compliance: 'Open the shop in Shopify and see whether it is open.',
  unavailable:
    'Shopify has a problem of its own: look at shopifystatus.com, and check again in a few minutes.',
}

export function cureFor(kind: AdapterErrorKind): string {
  return cures[kind]
}
