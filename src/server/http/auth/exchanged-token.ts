import type { AuthStrategy, Token, TokenStore } from '../types.ts'

/** Renewed this long before its end, so that a call prepared now doesn't arrive after it. */
const earlyMs = 5 * 60 * 1000

/**
 * Credentials are exchanged for a token that is kept, shared by all processes, renewed before it ends and once more when
 * the POS refuses it.
 * @param options.obtain asks the POS for a new token, through a client without this strategy; is given the one before it
 * @param options.header name of the header that carries it; `authorization` when absent
 * @param options.format value of that header; `Bearer <token>` when absent
 * @param options.also headers that go with every call, e.g. a client id
 */
export function exchangedToken(options: {
  tokens: TokenStore
  obtain: (previous: Token | null) => Promise<Token>
  header?: string
  format?: (token: string) => string
  also?: Record<string, string>
}): AuthStrategy {
  const {
    tokens,
    obtain,
    header = 'authorization',
    format = (token) => `Bearer ${token}`,
    also = {},
  } = options
  return {
    renews: true,
    async apply(headers, { rejected }) {
      const { value } = await tokens.get({ obtain, earlyMs, ...(rejected === undefined ? {} : { rejected }) })
      Object.assign(headers, also, { [header]: format(value) })
      return { token: value }
    },
  }
}
