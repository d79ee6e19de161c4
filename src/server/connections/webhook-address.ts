/** The parameter of an address that proves what comes to it. */
export const secretParameter = 'key'

/**
 * Where a connection's notices go.
 * @param secret for vendors whose notices nothing but the address proves
 */
export function webhookAddress(
  appUrl: string,
  connection: { id: string; vendor: string },
  secret?: string,
): string {
  const address = new URL(
    `api/webhooks/${encodeURIComponent(connection.vendor)}/${connection.id}`,
    appUrl.endsWith('/') ? appUrl : `${appUrl}/`,
  )
  if (secret !== undefined) address.searchParams.set(secretParameter, secret)
  return address.href
}
