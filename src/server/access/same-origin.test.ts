import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const app = 'https://cairn.example.com'
const verdict = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), app)

test('The browser’s own word decides, when it gives one.', () => {
  expect(verdict({ 'sec-fetch-site': 'same-origin' })).toBe(true)
  expect(verdict({ 'sec-fetch-site': 'cross-site', origin: app })).toBe(false)
  expect(verdict({ 'sec-fetch-site': 'same-site', origin: app })).toBe(false)
})

test('Else the origin has to be the app, by its address or by the host asked for.', () => {
  expect(verdict({ origin: app, host: 'internal:3000' })).toBe(true)
  expect(verdict({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(true)
  expect(verdict({ origin: 'https://evil.example', host: 'cairn.example.com' })).toBe(false)
  expect(verdict({ origin: 'null', host: 'cairn.example.com' })).toBe(false)
})
