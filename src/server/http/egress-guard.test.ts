import { describe, expect, it } from 'vitest'
import { assertAllowed, EgressRefused, guardedLookup, isPublicAddress } from './egress-guard.ts'

const none = { hosts: [], allowedOrigins: [] }

/** A policy that lists the very host, so that only the address itself can be the reason to refuse. */
const listed = (url: URL) => ({ hosts: [url.hostname], allowedOrigins: [] })

describe('assertAllowed', () => {
  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://168.63.129.16/',
    'https://[::ffff:168.63.129.16]/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://198.18.0.1/',
    'https://255.255.255.255/',
  ])('refuses %s even when the host is listed', (text) => {
    const url = new URL(text)
    expect(() => assertAllowed(url, listed(url))).toThrow(EgressRefused)
  })

  it.each([
    ['plain http', 'http://pos.example.com/'],
    ['another port', 'https://pos.example.com:8443/'],
    ['a sign-in in the address', 'https://user:secret@pos.example.com/'],
    ['a host that is not listed', 'https://example.com/'],
    ['a host that only ends alike', 'https://evilpos.example.com.attacker.net/'],
    ['another scheme', 'ftp://pos.example.com/'],
  ])('refuses %s', (_name, text) => {
    expect(() => assertAllowed(new URL(text), { hosts: ['pos.example.com'], allowedOrigins: [] })).toThrow(
      EgressRefused,
    )
  })

  it('does not repeat a sign-in it refuses', () => {
    expect(() => assertAllowed(new URL('https://user:secret@pos.example.com/'), none)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    )
  })

  it('allows listed hosts, names below a wildcard and expressly allowed origins', () => {
    const policy = {
      hosts: ['pos.example.com', '*.shops.example'],
      allowedOrigins: ['http://127.0.0.1:4010'],
    }
    const allowed = [
      'https://pos.example.com/v2',
      'https://pos.example.com:443/v2',
      'https://pos.example.com./v2',
      'https://one.shops.example/admin',
      'http://127.0.0.1:4010/v2',
    ]
    for (const text of allowed) expect(() => assertAllowed(new URL(text), policy), text).not.toThrow()
    const refused = ['https://shops.example/', 'http://127.0.0.1:4011/', 'http://one.shops.example/']
    for (const text of refused)
      expect(() => assertAllowed(new URL(text), policy), text).toThrow(EgressRefused)
  })
})

describe('guardedLookup', () => {
  it('refuses a name that resolves to a private address', async () => {
    const refusal = await new Promise((resolve) => guardedLookup('localhost', { all: true }, resolve))
    expect(refusal).toBeInstanceOf(EgressRefused)
  })

  it('passes a failure of the name server on', async () => {
    const failure = await new Promise((resolve) => guardedLookup('nowhere.invalid', {}, resolve))
    expect(failure).toMatchObject({ code: expect.stringMatching(/^E/) })
    expect(failure).not.toBeInstanceOf(EgressRefused)
  })
})

describe('isPublicAddress', () => {
  it('knows public addresses from everything else', () => {
    expect(['1.1.1.1', '2606:4700::1111', '::ffff:1.1.1.1'].map(isPublicAddress)).toEqual([true, true, true])
    expect(['', 'localhost', '0.0.0.0', '::ffff:10.0.0.1', '2001::1'].map(isPublicAddress)).toEqual(
      Array(5).fill(false),
    )
  })
})
