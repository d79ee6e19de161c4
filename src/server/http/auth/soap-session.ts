import { escapeXml } from '../soap/xml.ts'
import type { AuthStrategy, Token, TokenStore } from '../types.ts'

/** Renewed this long before its assumed end. */
const earlyMs = 60_000

/** Stands in a call's arguments where the session's id belongs, until the call goes out. */
export const sessionPlace = 'session-id-goes-here'

/**
 * A login call gives a session, whose id is an argument of every other call. It is kept and shared by all processes like
 * a token, and a new one is obtained once when the POS says that it ended.
 * @param options.login calls the POS, through a client without this strategy
 */
export function soapSession(options: {
  tokens: TokenStore
  login: (previous: Token | null) => Promise<Token>
}): AuthStrategy {
  return {
    renews: true,
    async apply(_headers, { rejected, call }) {
      const { value } = await options.tokens.get({
        obtain: options.login,
        earlyMs,
        ...(rejected === undefined ? {} : { rejected }),
      })
      call.body = call.body?.replace(sessionPlace, () => escapeXml(value)) ?? null
      return { token: value }
    },
  }
}
