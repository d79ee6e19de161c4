import { randomBytes } from 'node:crypto'
import type { XmlElement } from '../kit/xml.ts'
import type { Clock } from '../world/types.ts'
import { textOf } from './envelope.ts'
import { accessDenied, missingParameter, sessionExpired } from './faults.ts'

export const demoUser = 'cairn'
export const demoApiKey = (storeKey: string) => `demo-key-${storeKey}`
/** Its role may read the catalogue and nothing of people. */
const limitedApiKey = (storeKey: string) => `limited-key-${storeKey}`
const forPeople = /^(customer|salesOrder)/

type Session = { storeKey: string; limited: boolean; expiresAt: number }

export type Sessions = {
  /** @throws {ShopFault} 2 when user and key do not belong together, also for a user that was switched off */
  login(args: XmlElement, storeKey: string): string
  /** @throws {ShopFault} 5 without a session, 2 where its role may not go */
  check(args: XmlElement, storeKey: string, operation: string): void
  end(args: XmlElement): void
  expireAll(): void
}

/** Session ids are real secrets, so they are not drawn from the seed. Lifetime in seconds. */
export function createSessions(clock: Clock, lifetimeSeconds: () => number): Sessions {
  const sessions = new Map<string, Session>()
  const now = () => clock.now().getTime()
  return {
    login(args, storeKey) {
      const [user, key] = [textOf(args, 'username'), textOf(args, 'apiKey')]
      if (user === '' || key === '') throw missingParameter()
      const limited = key === limitedApiKey(storeKey)
      if (user !== demoUser || (key !== demoApiKey(storeKey) && !limited)) throw accessDenied()
      for (const [old, { expiresAt }] of sessions) if (expiresAt <= now()) sessions.delete(old)
      const id = randomBytes(16).toString('hex')
      sessions.set(id, { storeKey, limited, expiresAt: now() + lifetimeSeconds() * 1000 })
      return id
    },
    check(args, storeKey, operation) {
      const session = sessions.get(textOf(args, 'sessionId'))
      if (!session || session.storeKey !== storeKey || session.expiresAt <= now()) throw sessionExpired()
      if (session.limited && forPeople.test(operation)) throw accessDenied()
    },
    end: (args) => void sessions.delete(textOf(args, 'sessionId')),
    expireAll: () => sessions.clear(),
  }
}
