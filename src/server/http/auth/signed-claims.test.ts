import { generateKeyPairSync, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { signedClaims } from './signed-claims.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const call = { method: 'GET', url: new URL('https://pos.example/a?b=c'), body: null }
const claims = ({ url }: { url: URL }) => ({ aud: url.href })

test.each([
  ['PKCS #8', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
  ['PKCS #1', privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()],
  [
    'a key whose line ends were lost',
    privateKey.export({ format: 'pem', type: 'pkcs8' }).toString().replaceAll('\n', ' '),
  ],
])('With %s, every call carries its own claims and a signature that holds', async (_what, pem) => {
  const headers: Record<string, string> = {}
  await signedClaims({ privateKey: pem, claims }).apply(headers, { call })
  const [text = '', signature = ''] = (headers['authorization'] ?? '').split('.')
  expect(JSON.parse(Buffer.from(text, 'base64url').toString())).toEqual({ aud: 'https://pos.example/a?b=c' })
  expect(verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))).toBe(true)
})

test('What is no RSA key is refused without being repeated', async () => {
  const strategy = signedClaims({ privateKey: 'hunter2-hunter2', claims })
  const error: unknown = await strategy.apply({}, { call }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ kind: 'unauthenticated' })
  expect(String(error)).not.toContain('hunter2')
})
