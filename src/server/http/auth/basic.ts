import type { AuthStrategy } from '../types.ts'
import { apiKey } from './api-key.ts'

/** HTTP Basic (RFC 7617), in UTF-8. */
export function basic(user: string, password: string): AuthStrategy {
  const pair = Buffer.from(`${user}:${password}`, 'utf8').toString('base64')
  return apiKey({ header: 'authorization', key: `Basic ${pair}` })
}
