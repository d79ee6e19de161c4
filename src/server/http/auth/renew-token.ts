import type { Token, TokenStore } from '../types.ts'

/**
 * Makes sure of a token that was asked for just now, so that credentials revoked since the last one show.
 * @throws what `obtain` throws
 */
export async function renewToken(
  tokens: TokenStore,
  obtain: (previous: Token | null) => Promise<Token>,
): Promise<void> {
  let asked = false
  const options = {
    obtain: (previous: Token | null) => {
      asked = true
      return obtain(previous)
    },
    earlyMs: 0,
  }
  const { value } = await tokens.get(options)
  if (!asked) await tokens.get({ ...options, rejected: value })
}
