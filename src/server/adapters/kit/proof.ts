import { hash, timingSafeEqual } from 'node:crypto'

/**
 * Whether what was given is one of what is expected. All are compared, by hashes of one length, so that the time it takes
 * tells nothing of them. What is empty is never equal.
 */
export function isOneOf(given: string, expected: readonly string[]): boolean {
  const ofGiven = digest(given)
  let found = false
  for (const each of expected) {
    const same = timingSafeEqual(ofGiven, digest(each))
    found = (same && each !== '') || found
  }
  return found
}

const digest = (text: string) => hash('sha256', text, 'buffer')
