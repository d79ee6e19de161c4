import { expect, test } from 'vitest'
import { addressOf } from './client.ts'
import { manifest } from './manifest.ts'

const simulator = 'http://127.0.0.1:4010/openmage'

test.each([
  ['its own', null, 'https://shop.example.test/', 'https://shop.example.test'],
  ['its own, in a folder', null, 'https://example.test/shop/', 'https://example.test/shop'],
  ['its folder below the simulator', simulator, 'https://example.test/shop/', `${simulator}/shop`],
  ['as it is when it is the simulator’s already', simulator, `${simulator}/shop/`, `${simulator}/shop`],
  ['that of nobody when it is none', simulator, 'shop', simulator],
])('the address of a shop is %s', (_what, baseUrl, shopUrl, address) => {
  expect(addressOf({ baseUrl, credentials: { shopUrl } })).toBe(address)
})

test.each([
  ['https://shop.example.test', true],
  ['https://example.test/a-shop/index', true],
  [`${simulator}/pine-street`, true],
  ['http://shop.example.test', false],
  ['https://shop.example.test/?store=1', false],
  ['https://user:key@shop.example.test', false],
  ['https://shop.example.test:8443', false],
])('%s typed in as a shop: %s', (typed, accepted) => {
  const field = manifest.signInMethods[0]?.fields.find(({ name }) => name === 'shopUrl')
  expect(new RegExp(field?.pattern?.source ?? '').test(typed)).toBe(accepted)
})
