import { expect, it } from 'vitest'
import { parseEnv } from './env.ts'

const good = {
  DATABASE_URL: 'postgresql://cairn:pw@db:5432/cairn',
  CAIRN_MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  AUTH_SECRET: 'a'.repeat(32),
}

/** The message that these variables, put over good ones, lead to. */
function refusal(over: Record<string, string | undefined>): string {
  try {
    parseEnv({ ...good, ...over })
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}

it('takes what a real installation must give and fills in the rest', () => {
  expect(parseEnv(good)).toMatchObject({
    ...good,
    APP_URL: 'http://localhost:3000',
    DEMO: false,
    TRUSTED_PROXIES: [],
  })
})

it('refuses to start without a database, a master key or an auth secret, naming each', () => {
  const message = refusal({ DATABASE_URL: undefined, CAIRN_MASTER_KEYS: undefined, AUTH_SECRET: '' })
  for (const name of Object.keys(good)) expect(message).toContain(name)
})

it('names every bad value at once and shows none of them', () => {
  const message = refusal({ AUTH_SECRET: 'too-short-to-use', DEMO: 'maybe', WORKER_CONCURRENCY: '0' })
  for (const name of ['AUTH_SECRET', 'DEMO', 'WORKER_CONCURRENCY']) expect(message).toContain(name)
  expect(message).not.toContain('too-short-to-use')
})

it.each([
  ['too short a key', `k1:${Buffer.alloc(16).toString('base64')}`],
  ['a key without an id', Buffer.alloc(32).toString('base64')],
  ['an empty entry after a good key', `${good.CAIRN_MASTER_KEYS},`],
])('does not take %s for a master key', (_, keys) => {
  expect(refusal({ CAIRN_MASTER_KEYS: keys })).toContain('CAIRN_MASTER_KEYS')
})

it('takes a connection that is declared whole, and none at all', () => {
  const declared = { POS_VENDOR: 'example', POS_STORE: 'Pine Street', POS_API_KEY: 'k-1' }
  expect(parseEnv({ ...good, ...declared })).toMatchObject(declared)
  expect(parseEnv({ ...good, POS_VENDOR: '', POS_API_KEY: '' }).POS_VENDOR).toBeUndefined()
})

it('names every bad or missing variable of a declared connection, and no value', () => {
  const message = refusal({ POS_API_KEY: 'secret-key-1', POS_API_URL: 'not an address', AUTH_SECRET: 'x' })
  for (const name of ['POS_VENDOR', 'POS_STORE', 'POS_API_URL', 'AUTH_SECRET']) {
    expect(message).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  }
  expect(message).not.toContain('secret-key-1')
  expect(refusal({ POS_VENDOR: 'No Such!', POS_STORE: 'x' })).toContain('POS_VENDOR must be a vendor’s id')
})

it('takes several master keys, the first being the one that seals', () => {
  const keys = `k2:${Buffer.alloc(32, 2).toString('base64')},${good.CAIRN_MASTER_KEYS}`
  expect(parseEnv({ ...good, CAIRN_MASTER_KEYS: keys }).CAIRN_MASTER_KEYS).toBe(keys)
})
