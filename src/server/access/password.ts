import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// argon2id (the library's default) at OWASP's first choice: 46 MiB, one pass, one lane.
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
const cost = { memoryCost: 47_104, timeCost: 1, parallelism: 1 }

/** Composed and decomposed letters are one password, whichever way a keyboard sends them (NIST SP 800-63B §3.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC')
}

/** @returns the hash with its salt and parameters, in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), cost)
}

let decoy: Promise<string> | undefined

/**
 * Whether `password` is the one behind `stored`.
 * Without a stored hash the same work is done against a hash nobody has the password of, so that the time of
 * the answer doesn't tell whether an account exists.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(32).toString('base64'))
  const matches = await verify(stored ?? (await decoy), normalise(password))
  return stored !== null && matches
}
