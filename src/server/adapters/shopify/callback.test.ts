import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signedText, verifyCallback } from './callback.ts'

const credentials = { shop: 'Some-Shop', clientId: 'client', clientSecret: 'hush' }
/** The example of Shopify's former documentation of OAuth; its signature is computed with the secret "hush". */
const example = {
  code: '0907a61c0c8d55e99db179b68161bc00',
  shop: 'some-shop.myshopify.com',
  state: '0.6784241404160823',
  timestamp: '1337178173',
}
const signature = '700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf'
const now = new Date(1_337_178_173_000)

const verify = (query: Record<string, string>, changes: Partial<typeof credentials> = {}, at = now) =>
  verifyCallback(new URLSearchParams(query), {
    credentials: { ...credentials, ...changes },
    settings: {},
    now: at,
  })

function signed(query: Record<string, string>, secret = 'hush') {
  const hmac = createHmac('sha256', secret)
    .update(signedText(new URLSearchParams(query)))
    .digest('hex')
  return { ...query, hmac }
}

test('The documented example is believed, whatever order it comes in', () => {
  expect(verify({ ...example, hmac: signature })).toEqual({ code: example.code })
  const { code, ...rest } = example
  expect(verify({ hmac: signature, ...rest, code })).toEqual({ code })
})

test('All parameters are signed, also those nobody knows, arrays and blanks', () => {
  const query = new URLSearchParams([
    ['state', 'a b+c'],
    ['ids[]', '2'],
    ['code', 'x'],
    ['ids[]', '1'],
    ['signature', 'old'],
    ['hmac', 'old'],
  ])
  expect(signedText(query)).toBe('code=x&ids%5B%5D=2&ids%5B%5D=1&state=a%20b%2Bc')
  const wider = signed({ ...example, host: 'YWRtaW4', extra: 'x y' })
  expect(verify(wider)).toEqual({ code: example.code })
  expect(verify({ ...wider, extra: 'changed' })).toEqual({ refused: 'signature' })
})

test.each([
  ['a changed code', { ...example, code: 'other', hmac: signature }, 'signature'],
  ['another secret', signed(example, 'other'), 'signature'],
  ['a signature that is none', { ...example, hmac: 'zz' }, 'signature'],
  ['no signature', example, 'incomplete'],
  ['no code', { ...signed({ ...example, code: '' }) }, 'incomplete'],
  ['a time that is none', signed({ ...example, timestamp: 'soon' }), 'incomplete'],
  ['another shop', signed({ ...example, shop: 'other-shop.myshopify.com' }), 'other_account'],
  ['a shop that is none', signed({ ...example, shop: 'evil.example/?x=.myshopify.com' }), 'other_account'],
])('With %s it is refused', (_what, query: Record<string, string>, refused) => {
  expect(verify(query)).toEqual({ refused })
})

test('Ninety seconds before or after it is old', () => {
  const query = { ...example, hmac: signature }
  expect(verify(query, {}, new Date(now.getTime() + 90_000))).toEqual({ code: example.code })
  expect(verify(query, {}, new Date(now.getTime() + 91_000))).toEqual({ refused: 'stale' })
  expect(verify(query, {}, new Date(now.getTime() - 91_000))).toEqual({ refused: 'stale' })
})

test('Without a secret nothing is believed', () => {
  const hmac = createHmac('sha256', '')
    .update(signedText(new URLSearchParams(example)))
    .digest('hex')
  expect(verify({ ...example, hmac }, { clientSecret: '' })).toEqual({ refused: 'signature' })
})
