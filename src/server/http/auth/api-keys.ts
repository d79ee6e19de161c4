import type { AuthStrategy } from '../types.ts'

/**
 * Several keys that are sent as they are, each in its header: one that names the integrator and one that names the store,
 * for instance.
 * @param keys by name of the header
 */
export function apiKeys(keys: Record<string, string>): AuthStrategy {
  return {
    renews: false,
    async apply(headers) {
      Object.assign(headers, keys)
      return {}
    },
  }
}
