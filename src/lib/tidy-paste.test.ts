import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidyPaste } from './tidy-paste.ts'

describe('tidyPaste', () => {
  it.each([
    ['  key-123 \n', 'key-123'],
    ['"key-123"', 'key-123'],
    ['“key-123”,', 'key-123'],
    ['Bearer key-123', 'key-123'],
    ['Authorization: Bearer "key-123";', 'key-123'],
    ['apikey=key-123', 'key-123'],
    ['key\u200b-\ufeff123', 'key-123'],
    ['key-\r\n123', 'key-123'],
    ["'", "'"],
    ['', ''],
  ])('makes %j into %j', (pasted, expected) => {
    expect(tidyPaste(pasted)).toBe(expected)
  })

  it('leaves a clean key alone, also one with punctuation inside', () => {
    expect(tidyPaste('aB3$:=x"y;z')).toBe('aB3$:=x"y;z')
  })

  it('changes nothing when it is done twice', () => {
    fc.assert(fc.property(fc.string(), (text) => tidyPaste(tidyPaste(text)) === tidyPaste(text)))
  })
})
