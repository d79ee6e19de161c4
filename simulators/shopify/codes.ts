import { randomBytes } from 'node:crypto'
import type { Clock } from '../world/types.ts'

const lifetimeMs = 60_000

/** Authorisation codes: for one app and one shop, once. */
export type Codes = {
  issue(storeKey: string, app: string, scopes: readonly string[]): string
  /** @returns the scopes consented to, or null when there is no such code, or no longer */
  take(code: string, storeKey: string, app: string): readonly string[] | null
}

export function createCodes(clock: Clock): Codes {
  const codes = new Map<
    string,
    { storeKey: string; app: string; scopes: readonly string[]; expiresAt: number }
  >()
  const now = () => clock.now().getTime()
  return {
    issue(storeKey, app, scopes) {
      const code = randomBytes(16).toString('hex')
      codes.set(code, { storeKey, app, scopes, expiresAt: now() + lifetimeMs })
      return code
    },
    take(code, storeKey, app) {
      const known = codes.get(code)
      codes.delete(code)
      const good = known?.storeKey === storeKey && known.app === app && known.expiresAt > now()
      return good ? known.scopes : null
    },
  }
}
