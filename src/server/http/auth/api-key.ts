import type { AuthStrategy } from '../types.ts'

/** A key that is sent as it is in a header. (Never in the address: addresses end up in logs.) */
export function apiKey(options: { header: string; key: string }): AuthStrategy {
  return {
    renews: false,
    async apply(headers) {
      headers[options.header] = options.key
      return {}
    },
  }
}
