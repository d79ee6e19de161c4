import type { CustomerProfile } from '../profile.ts'

/** What a list shows of a person: enough to recognise somebody who is there, too little to write to them. */
export type MaskedContact = { name: string | null; email: string | null; phone: string | null }

const dots = '•••'

/** "Ada L.", "a•••@example.test", "•••42". */
export function maskContact({ firstName, lastName, email, phone }: CustomerProfile): MaskedContact {
  return { name: shortName(firstName, lastName), email: maskEmail(email), phone: maskPhone(phone) }
}

function shortName(first: string | null, last: string | null): string | null {
  const [initial] = last ?? ''
  if (!first) return last
  return initial === undefined ? first : `${first} ${initial}.`
}

function maskEmail(email: string | null): string | null {
  if (email === null) return null
  const at = email.lastIndexOf('@')
  const [letter = ''] = email
  return at > 0 ? `${letter}${dots}${email.slice(at)}` : dots
}

function maskPhone(phone: string | null): string | null {
  return phone === null ? null : `${dots}${phone.replace(/\D/g, '').slice(-2)}`
}
