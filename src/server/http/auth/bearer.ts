import type { AuthStrategy } from '../types.ts'
import { apiKey } from './api-key.ts'

/** A token that a person pasted and that doesn't end by itself. */
export function bearer(token: string): AuthStrategy {
  return apiKey({ header: 'authorization', key: `Bearer ${token}` })
}
