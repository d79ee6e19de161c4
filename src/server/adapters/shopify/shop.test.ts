import { expect, test } from 'vitest'
import { shopHost, shopUrl } from './shop.ts'

test.each([
  ['pine-street.myshopify.com', 'pine-street.myshopify.com'],
  [' Pine-Street ', 'pine-street.myshopify.com'],
  ['PINE-STREET.MYSHOPIFY.COM', 'pine-street.myshopify.com'],
])('%j is the shop %s', (text, host) => {
  expect(shopHost(text)).toBe(host)
})

test.each([
  '',
  'https://pine-street.myshopify.com',
  'pine.street.myshopify.com',
  'pine-street.myshopify.com.evil.example',
  'evil.example/pine.myshopify.com',
  'evil.example#.myshopify.com',
  '-pine.myshopify.com',
  'a@b.myshopify.com',
])('%j is no shop', (text) => {
  expect(shopHost(text)).toBeNull()
  expect(new URL(shopUrl(null, text)).host).toBe('no-such-shop.myshopify.com')
})

test('Every shop has its own host, or its own folder below another address', () => {
  expect(shopUrl(null, 'pine-street')).toBe('https://pine-street.myshopify.com')
  expect(shopUrl('http://127.0.0.1:4010/shopify/', 'pine-street')).toBe(
    'http://127.0.0.1:4010/shopify/pine-street',
  )
})
