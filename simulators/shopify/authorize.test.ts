import { expect, test } from 'vitest'
import { signed } from './authorize.ts'

test('the signature is that of the published example', () => {
  const query = {
    code: '0907a61c0c8d55e99db179b68161bc00',
    shop: 'some-shop.myshopify.com',
    state: '0.6784241404160823',
    timestamp: '1337178173',
  }
  expect(signed(query, 'hush').get('hmac')).toBe(
    '700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf',
  )
})
