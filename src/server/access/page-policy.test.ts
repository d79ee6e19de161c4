import { expect, test } from 'vitest'
import { pagePolicy } from './page-policy.ts'

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((each) => [each.slice(0, each.indexOf(' ')), each]))

test('a script runs for the nonce of its page only', () => {
  const { 'script-src': scripts } = directives(
    pagePolicy('abc', { development: false, simulatorsUrl: undefined }),
  )
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'")
})

test('pictures come from this machine in the demo only', () => {
  const outside = directives(pagePolicy('abc', { development: false, simulatorsUrl: undefined }))
  expect(outside['img-src']).toBe("img-src 'self' https: data: blob:")
  const demo = directives(
    pagePolicy('abc', { development: false, simulatorsUrl: 'http://127.0.0.1:4000/any' }),
  )
  expect(demo['img-src']).toBe("img-src 'self' https: http://127.0.0.1:4000 data: blob:")
})
