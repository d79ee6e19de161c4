import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLogger, type Logger } from './create-logger.ts'

const canary = 'Zq7CanaryX9'
const jwt = `eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiIx${canary}.c2ln${canary}`

function capture(write: (logger: Logger) => void): string {
  const lines: string[] = []
  write(createLogger({ level: 'trace' }, { write: (line) => lines.push(line) }))
  return lines.join('')
}

class ForeignResponse {
  headers = { authorization: `Bearer ${canary}` }
  body = canary
}

describe('createLogger', () => {
  it.each<[string, unknown]>([
    ['a field named as a secret', { password: canary }],
    ['a key under another name', { apiKey: canary }],
    ['a nested secret', { connection: { credentials: { key: canary }, client_secret: canary } }],
    ['a secret in a list', { items: [{ access_token: canary }] }],
    ['headers by name', { headers: { Authorization: canary, cookie: canary, 'x-api-key': canary } }],
    ['headers as a class', { headers: new Headers({ 'x-anything': canary }) }],
    ['an object of a library', { response: new ForeignResponse() }],
    ['a buffer', { raw: Buffer.from(canary) }],
    ['a map', { raw: new Map([['key', canary]]) }],
    ['something nested deeply', { a: { b: { c: { d: { value: canary } } } } }],
    ['an address with a sign-in', { url: `postgresql://admin:${canary}@db.example.com/x` }],
    ['a URL with a query', { url: new URL(`https://pos.example.com/v2?apikey=${canary}`) }],
    ['a query in text', { url: `https://pos.example.com/v2?store=1&api_key=${canary}&page=2` }],
    ['a JSON body in text', { note: `{"apikey":"${canary}","client_secret": "${canary}"}` }],
    ['a bearer token in text', { note: `sent Authorization: Bearer ${canary}` }],
    ['a basic sign-in in text', { note: `sent Basic ${canary}==` }],
    ['a JSON web token', { note: `got ${jwt}` }],
    ['a sealed value', { note: `v1.k1.${canary.repeat(8)}.${canary.repeat(4)}` }],
    ['a person', { email: `${canary}@example.com`, note: `from ${canary}@example.com` }],
  ])('hides %s', (_name, fields) => {
    expect(capture((logger) => logger.info(fields, 'call'))).not.toContain(canary)
    expect(capture((logger) => logger.child(fields as object).info('call'))).not.toContain(canary)
  })

  it('hides what errors carry and keeps what explains them', () => {
    const cause = Object.assign(new Error(`connect failed for apikey=${canary}`), {
      code: 'ECONNRESET',
      body: canary,
    })
    const error = Object.assign(new Error('The POS could not be reached', { cause }), {
      status: 502,
      config: { headers: { authorization: canary } },
      response: new ForeignResponse(),
      parameters: [canary],
    })
    for (const fields of [{ err: error }, { error }, { failure: error }, error]) {
      const line = capture((logger) => logger.error(fields))
      expect(line).not.toContain(canary)
      expect(line).toContain('The POS could not be reached')
      expect(line).toContain('ECONNRESET')
      expect(line).toContain('create-logger.test.ts')
    }
  })

  it('hides secrets in messages and their arguments', () => {
    const text = capture((logger) => {
      logger.warn(`token=${canary}`)
      logger.warn('sent %s', `Bearer ${canary}`)
      logger.warn('sent %o', { password: `secret: ${canary}` })
    })
    expect(text).not.toContain(canary)
  })

  it('keeps what is needed to understand a line', () => {
    const line: unknown = JSON.parse(
      capture((logger) =>
        logger.info({ connectionId: 'c-1', ms: 12, ok: true, at: new Date(0), list: ['a', 1] }, 'read'),
      ),
    )
    expect(line).toMatchObject({
      level: 'info',
      connectionId: 'c-1',
      ms: 12,
      ok: true,
      at: '1970-01-01T00:00:00.000Z',
      list: ['a', 1],
      msg: 'read',
    })
  })

  it('writes JSON whatever it is given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (fields, message) => {
        const line = capture((logger) => logger.info({ fields }, message))
        expect(() => JSON.parse(line)).not.toThrow()
      }),
    )
  })
})
