import type { Token, TokenStore } from '../types.ts'

/**
 * Makes sure of a token that was asked for just now, so that credentials revoked since the last one show.
 * @throws what `obtain` throws
 */
export async function renewToken(tokens: TokenStore, obtain: () => Promise<Token>): Promise<void> {
  let asked = false
  const options = {
    obtain: () => {
      asked = true
      return obtain()
    },
    earlyMs: 0,
  }
  const { value } = await tokens.get(options)
  if (!asked) await tokens.get({ ...options, rejected: value })
}
