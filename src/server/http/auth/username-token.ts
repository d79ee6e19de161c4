import { createHash } from 'node:crypto'
import type { Clock } from '../../lib/clock.ts'
import { withHeader } from '../soap/write-envelope.ts'
import { escapeXml } from '../soap/xml.ts'
import type { AuthStrategy } from '../types.ts'

const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
const names = `xmlns:wsse="${wss}-wssecurity-secext-1.0.xsd" xmlns:wsu="${wss}-wssecurity-utility-1.0.xsd"`

/**
 * WS-Security UsernameToken 1.0: https://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0.pdf
 * In the header of every envelope, made anew for every attempt.
 * @param options.form `digest`: the password never travels, a nonce and the time make each digest another; `text`: as it is
 * @param options.nonce 16 random bytes
 */
export function usernameToken(options: {
  user: string
  password: string
  form: 'digest' | 'text'
  clock: Clock
  nonce: () => Buffer
}): AuthStrategy {
  const { user, password, form, clock } = options
  return {
    renews: false,
    async apply(_headers, { call }) {
      const nonce = options.nonce()
      const created = `${clock.now().toISOString().slice(0, 19)}Z`
      const [type, proof] =
        form === 'text' ? ['PasswordText', password] : ['PasswordDigest', digest(nonce, created, password)]
      const token = [
        `<wsse:Username>${escapeXml(user)}</wsse:Username>`,
        `<wsse:Password Type="${wss}-username-token-profile-1.0#${type}">${escapeXml(proof)}</wsse:Password>`,
        `<wsse:Nonce EncodingType="${wss}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</wsse:Nonce>`,
        `<wsu:Created>${created}</wsu:Created>`,
      ].join('')
      const header = `<wsse:Security soap:mustUnderstand="1" ${names}><wsse:UsernameToken>${token}</wsse:UsernameToken></wsse:Security>`
      call.body = call.body === null ? null : withHeader(call.body, header)
      return {}
    },
  }
}

/** Base64(SHA-1(nonce + created + password)), as the profile has it; SHA-1 is not ours to choose. */
function digest(nonce: Buffer, created: string, password: string): string {
  return createHash('sha1').update(nonce).update(created).update(password).digest('base64')
}
