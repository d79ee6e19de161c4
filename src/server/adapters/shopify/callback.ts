import { createHmac, timingSafeEqual } from 'node:crypto'
import type { OAuthFlow } from '../contract.ts'
import { shopHost } from './shop.ts'

/** How far the time in a callback may lie from now, as in Shopify's own library. */
const TOLERANCE_MS = 90_000

/**
 * What Shopify's answer proves of itself: signed with the app's secret over all of its parameters, from this moment, and
 * about the shop that was asked. https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
 */
export const verifyCallback: OAuthFlow['verifyCallback'] = (query, { credentials, now }) => {
  const { shop = '', clientSecret = '' } = credentials
  const code = query.get('code')
  const hmac = query.get('hmac')
  const timestamp = query.get('timestamp') ?? ''
  const told = query.get('shop')
  if (!code || !hmac || !told || !/^\d{1,12}$/.test(timestamp)) return { refused: 'incomplete' }
  if (!isSigned(query, hmac, clientSecret)) return { refused: 'signature' }
  if (Math.abs(Number(timestamp) * 1000 - now.getTime()) > TOLERANCE_MS) return { refused: 'stale' }
  const host = shopHost(told)
  if (host === null || host !== shopHost(shop)) return { refused: 'other_account' }
  return { code }
}

function isSigned(query: URLSearchParams, hmac: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(signedText(query)).digest()
  const given = /^[0-9a-f]{64}$/i.test(hmac) ? Buffer.from(hmac, 'hex') : Buffer.alloc(0)
  return secret !== '' && given.length === expected.length && timingSafeEqual(given, expected)
}

/** All parameters but the signature, sorted by name and joined. */
export function signedText(query: URLSearchParams): string {
  const rest = new URLSearchParams(
    [...query]
      .filter(([name]) => name !== 'hmac' && name !== 'signature')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  return rest.toString().replaceAll('+', '%20')
}
