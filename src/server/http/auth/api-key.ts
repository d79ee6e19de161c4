import type { AuthStrategy } from '../types.ts'

/**
 * A key that is sent as it is, in a header or in the query. Where the POS leaves the choice it goes in a header, because
 * addresses end up in the logs of whatever stands between; Cairn itself writes neither down.
 */
export function apiKey(options: { key: string } & ({ header: string } | { query: string })): AuthStrategy {
  return {
    renews: false,
    async apply(headers, { call }) {
      if ('header' in options) headers[options.header] = options.key
      else call.url.searchParams.set(options.query, options.key)
      return {}
    },
  }
}
