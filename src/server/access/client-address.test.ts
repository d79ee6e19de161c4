import { expect, test } from 'vitest'
import { clientAddress, peerHeader } from './client-address.ts'

const from = (peer: string, forwarded?: string) =>
  new Headers({ [peerHeader]: peer, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) })

test('Without trusted proxies X-Forwarded-For counts for nothing.', () => {
  expect(clientAddress(from('203.0.113.9', '198.51.100.1'), [])).toBe('203.0.113.9')
})

test('A trusted proxy is believed, what the client wrote left of it is not.', () => {
  const proxies = ['10.0.0.0/8', '2001:db8::1']
  expect(clientAddress(from('10.1.2.3', '6.6.6.6, 198.51.100.1, 10.9.9.9'), proxies)).toBe('198.51.100.1')
  expect(clientAddress(from('2001:db8::1', '198.51.100.1'), proxies)).toBe('198.51.100.1')
  expect(clientAddress(from('203.0.113.9', '198.51.100.1'), proxies)).toBe('203.0.113.9')
})

test('Behind trusted proxies only, without a client, it is the outermost of them.', () => {
  expect(clientAddress(from('10.1.2.3'), ['10.0.0.0/8'])).toBe('10.1.2.3')
  expect(clientAddress(from('10.1.2.3', 'not an address'), ['10.0.0.0/8'])).toBe('10.1.2.3')
})

test('IPv4 in IPv6 notation is the same address.', () => {
  expect(clientAddress(from('::ffff:203.0.113.9'), [])).toBe('203.0.113.9')
  expect(clientAddress(from('::ffff:10.1.2.3', '198.51.100.1'), ['10.0.0.0/8'])).toBe('198.51.100.1')
})

test('A peer that was not recorded is unknown.', () => {
  expect(clientAddress(new Headers({ 'x-forwarded-for': '198.51.100.1' }), ['10.0.0.0/8'])).toBe('unknown')
})
