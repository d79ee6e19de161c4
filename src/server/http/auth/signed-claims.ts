import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { AdapterError } from '../../adapters/errors.ts'
import type { AuthStrategy, OutgoingCall } from '../types.ts'

/**
 * A token made anew for every call: claims as JSON in base64url, a dot, and their RSA-SHA256 signature in base64.
 * @param options.privateKey PEM, PKCS #8 or PKCS #1; line ends may have been lost on the way through a form
 * @param options.claims what is claimed of the call that is about to go out
 */
export function signedClaims(options: {
  privateKey: string
  claims: (call: OutgoingCall) => Record<string, unknown>
}): AuthStrategy {
  let key: KeyObject | null = null
  return {
    renews: false,
    async apply(headers, { call }) {
      key ??= readPrivateKey(options.privateKey)
      const text = Buffer.from(JSON.stringify(options.claims(call))).toString('base64url')
      headers['authorization'] = `${text}.${sign('sha256', Buffer.from(text), key).toString('base64')}`
      return {}
    },
  }
}

const PEM = /-----BEGIN (RSA )?PRIVATE KEY-----([\sA-Za-z0-9+/=]+)-----END (?:RSA )?PRIVATE KEY-----/

/** @throws {AdapterError} `unauthenticated` when it is no RSA key; the message does not repeat it */
function readPrivateKey(text: string): KeyObject {
  const [, pkcs1, body = ''] = PEM.exec(text) ?? []
  try {
    const der = Buffer.from(body.replaceAll(/\s/g, ''), 'base64')
    const key = createPrivateKey({ key: der, format: 'der', type: pkcs1 ? 'pkcs1' : 'pkcs8' })
    if (key.asymmetricKeyType === 'rsa') return key
  } catch {
    // Told below: OpenSSL's words help nobody, and may quote what they failed on.
  }
  throw new AdapterError(
    'unauthenticated',
    'The private key cannot be read. Paste the whole RSA key, from its BEGIN line to its END line.',
  )
}
