import type { PointLimit } from '../../http/types.ts'
import type { AdapterContext } from '../contract.ts'
import { shopHost } from './shop.ts'

/**
 * The standard plan: https://shopify.dev/docs/api/usage/limits. How much a bucket holds is written nowhere; twenty seconds'
 * worth is what answers say. Every answer tells the shop's own.
 */
export const RESTORE_PER_SECOND = 100
export const BUCKET_POINTS = 2000

/** Counted for each app in each shop. A token made by hand is an app of its own. */
export function rateLimitOf({ credentials, signInMethod }: AdapterContext): PointLimit {
  const shop = shopHost(credentials['shop'] ?? '') ?? 'unknown'
  const app = signInMethod === 'access_token' ? 'custom' : (credentials['clientId'] ?? '')
  return { key: `shopify:${shop}:${app}`, points: BUCKET_POINTS, restorePerSecond: RESTORE_PER_SECOND }
}
