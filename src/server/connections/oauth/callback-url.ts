/**
 * Where a vendor's consent page sends people back to. It has to be on the vendor's list for an app, letter by letter.
 * @param appUrl where people reach Cairn
 */
export function callbackUrl(appUrl: string, vendor: string): string {
  return `${appUrl.replace(/\/+$/, '')}/api/oauth/${encodeURIComponent(vendor)}/callback`
}
