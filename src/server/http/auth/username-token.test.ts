import { randomBytes } from 'node:crypto'
import { passwordDigest } from 'soap'
import { expect, it } from 'vitest'
import { systemClock } from '../../lib/clock.ts'
import { usernameToken } from './username-token.ts'

const envelope = '<soap:Envelope><soap:Body><x/></soap:Body></soap:Envelope>'
const clock = { ...systemClock, now: () => new Date('2026-03-01T10:20:30.456Z') }
const nonce = () => Buffer.from('0123456789abcdef')

async function signed(form: 'digest' | 'text', password = 'open & sesame') {
  const call = { method: 'POST', url: new URL('https://pos.example/'), body: envelope }
  await usernameToken({ user: 'ann <a>', password, form, clock, nonce }).apply({}, { call })
  return call.body
}
const textOf = (xml: string, name: string) => new RegExp(`<ws\\w+:${name}\\b[^>]*>([^<]*)<`).exec(xml)?.[1]

it('proves the password without sending it', async () => {
  const body = await signed('digest')
  expect(textOf(body, 'Nonce')).toBe('MDEyMzQ1Njc4OWFiY2RlZg==')
  expect(textOf(body, 'Created')).toBe('2026-03-01T10:20:30Z')
  // printf '0123456789abcdef2026-03-01T10:20:30Zopen & sesame' | openssl dgst -sha1 -binary | base64
  expect(textOf(body, 'Password')).toBe('85pEnZOVexBVY7BLmikgg5+1ong=')
  expect(textOf(body, 'Password')).toBe(
    passwordDigest('MDEyMzQ1Njc4OWFiY2RlZg==', '2026-03-01T10:20:30Z', 'open & sesame'),
  )
  expect(body).toContain('#PasswordDigest"')
  expect(body).not.toContain('sesame')
})

it('sends it as text where the POS wants that, escaped', async () => {
  const body = await signed('text')
  expect(textOf(body, 'Username')).toBe('ann &lt;a&gt;')
  expect(textOf(body, 'Password')).toBe('open &amp; sesame')
  expect(body).toContain('#PasswordText"')
})

it('stands in the header, before the body, which stays as it was', async () => {
  const body = await signed('digest')
  expect(body).toMatch(
    /^<soap:Envelope><soap:Header><wsse:Security .*<\/wsse:Security><\/soap:Header><soap:Body><x\/>/,
  )
})

it('is another one for every call', async () => {
  const strategy = usernameToken({
    user: 'a',
    password: 'b',
    form: 'digest',
    clock,
    nonce: () => randomBytes(16),
  })
  const bodies: string[] = []
  for (let time = 0; time < 2; time += 1) {
    const call = { method: 'POST', url: new URL('https://pos.example/'), body: envelope }
    await strategy.apply({}, { call })
    bodies.push(textOf(call.body, 'Password') ?? '')
  }
  expect(bodies[0]).not.toBe(bodies[1])
})
