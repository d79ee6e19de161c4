/** Carries the nonce of a page from the proxy to what writes scripts into it. */
export const nonceHeader = 'x-cairn-nonce'

export type PolicyOptions = {
  /** With hot reload, which evaluates code and speaks over a socket. */
  development: boolean
  /** Where the demo's pictures come from; undefined outside of it. */
  simulatorsUrl: string | undefined
}

/**
 * What a page may load (Content-Security-Policy). Scripts are run for their nonce, and what those load themselves;
 * product pictures come from the vendors' own image hosts; styles are set on elements by what floats over the page.
 * @param nonce new for every answer
 */
export function pagePolicy(nonce: string, { development, simulatorsUrl }: PolicyOptions): string {
  const pictures = simulatorsUrl === undefined ? '' : ` ${new URL(simulatorsUrl).origin}`
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' https:${pictures} data: blob:`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
