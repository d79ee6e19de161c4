/**
 * Whether a changing request was made by our own pages. Together with the JSON content type (a form cannot
 * send it) and SameSite cookies, this keeps other sites from acting in a signed-in person's name.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 *
 * @param appUrl where the app is reached, for when a proxy rewrites Host.
 * @returns true as well without both headers: that is no browser, so there is no cookie to abuse.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  if (!origin) return true
  return (
    origin === new URL(appUrl).origin ||
    (URL.canParse(origin) && new URL(origin).host === headers.get('host'))
  )
}
