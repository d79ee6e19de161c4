/** A shop's own host name, by which it goes whatever address its customers know. */
const SHOP_HOST = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/

/**
 * The shop as typed or as a callback names it, in the one form in which it may become part of an address.
 * @returns e.g. `pine-street.myshopify.com`; null for anything else
 */
export function shopHost(text: string): string | null {
  const tidy = text.trim().toLowerCase()
  const host = tidy.includes('.') ? tidy : `${tidy}.myshopify.com`
  return SHOP_HOST.test(host) ? host : null
}

/**
 * Where a shop's pages and API are. Below a base URL every shop has a folder of its own.
 * @param baseUrl instead of the vendor's own address; null in normal life
 * @returns without a slash at its end; a host that cannot be called when the shop is none
 */
export function shopUrl(baseUrl: string | null, shop: string): string {
  const host = shopHost(shop) ?? 'no-such-shop.myshopify.com'
  return baseUrl === null
    ? `https://${host}`
    : `${baseUrl.replace(/\/+$/, '')}/${host.replace('.myshopify.com', '')}`
}
