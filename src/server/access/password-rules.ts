import { dictionary } from '@zxcvbn-ts/language-common'

/** In characters. NIST SP 800-63B: at least 8, at least 64 accepted; the upper end only bounds the work of hashing. */
export const passwordLength = { min: 8, recommended: 15, max: 128 }

const common = new Set(dictionary['passwords-common'])

/**
 * NIST's rules: length and what attackers try first; no "one capital, one digit".
 *
 * @param person what a password must not be built around.
 * @returns why the password can't be taken and what to do, or null when it can.
 */
export function passwordProblem(password: string, person: { email: string; name: string }): string | null {
  const length = [...password].length
  if (length < passwordLength.min) {
    return `This password is too short. Use at least ${passwordLength.min} characters; a sentence of ${passwordLength.recommended} or more is better.`
  }
  if (length > passwordLength.max) {
    return `This password is too long. Use at most ${passwordLength.max} characters.`
  }
  const plain = password.toLowerCase()
  if (common.has(plain) || isRepetition(plain)) {
    return 'This password is one of those attackers try first. Choose another, for example four words that have nothing to do with each other.'
  }
  if (personal(person).some((part) => plain.includes(part))) {
    return 'This password contains your name or e-mail address, which is easy to guess. Choose another.'
  }
  return null
}

/** "aaaaaaaa", "abcabcabc": a short piece again and again. */
function isRepetition(text: string): boolean {
  return /^(.{1,4}?)\1+.{0,3}$/su.test(text) && new Set(text).size <= 4
}

/** Pieces shorter than 4 letters ("Jo") would forbid too much by chance. */
function personal({ email, name }: { email: string; name: string }): string[] {
  const address = email.toLowerCase()
  return [address, address.split('@')[0] ?? '', ...name.toLowerCase().split(/\s+/)].filter(
    (part) => part.length >= 4,
  )
}
