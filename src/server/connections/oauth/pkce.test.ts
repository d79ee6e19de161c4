import { expect, it } from 'vitest'
import { codeChallengeOf, randomText } from './pkce.ts'

it('makes the challenge of the example in RFC 7636, appendix B', () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  expect(codeChallengeOf(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
})

it('makes texts that are long enough for a verifier and never the same', () => {
  const texts = Array.from({ length: 1000 }, randomText)
  expect(new Set(texts).size).toBe(1000)
  for (const text of texts) expect(text).toMatch(/^[A-Za-z0-9_-]{43}$/)
})
