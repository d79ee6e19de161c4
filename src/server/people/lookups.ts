import type { KeyedHash } from './lookup-key.ts'
import { normalizeEmail, normalizeName, normalizePhone } from './normalize-contact.ts'

export type Lookups = { emailHash: string | null; phoneHash: string | null; nameHash: string | null }

/** The hashes somebody is found by. Each kind is hashed under its own word, so that no two kinds ever meet. */
export function lookupsOf(
  hash: KeyedHash,
  given: { email: string | null; phone: string | null; name: string | null },
): Lookups {
  const of = (kind: string, value: string | null) => (value === null ? null : hash(`${kind}\n${value}`))
  return {
    emailHash: of('email', given.email === null ? null : normalizeEmail(given.email)),
    phoneHash: of('phone', given.phone === null ? null : normalizePhone(given.phone)),
    nameHash: of('name', given.name === null ? null : normalizeName(given.name)),
  }
}
