import { randomBytes } from 'node:crypto'
import type { Clock } from '../world/types.ts'
import { customTokens } from './apps.ts'
import type { Caller } from './context.ts'

/** What a token or code stands for. */
export type Holder = { storeKey: string; caller: Caller }

type Access = Holder & { expiresAt: number | null }
type Pair = { access: string; refresh: string }
type Refresh = Holder & { expiresAt: number; pair: Pair }

/** Seconds. */
export const refreshLifetime = 7_776_000

export type Issued = Pair & { lifetimeSeconds: number }

/** Access and refresh tokens. They are real secrets, so they are not drawn from the seed. */
export type Tokens = {
  /** @param seconds null: for good */
  issue(holder: Holder, seconds: number | null): string
  /** An access token with one to renew it. */
  issuePair(holder: Holder, seconds: number): Issued
  /** A new pair for the holder of a refresh token; null when that is dead. The old pair lives until the new one is used. */
  renew(refresh: string, storeKey: string, app: string, seconds: number): (Issued & Holder) | null
  /** Who calls, or null. The first use of a token ends the pair it replaced. */
  check(token: string, storeKey: string): Caller | null
  expireAll(): void
}

export function createTokens(clock: Clock): Tokens {
  const accesses = new Map<string, Access>()
  const refreshes = new Map<string, Refresh>()
  /** What a pair stands for that is not in use yet, by either of its tokens. */
  const replaced = new Map<string, Pair>()
  const now = () => clock.now().getTime()
  const draw = (prefix: string) => `${prefix}_${randomBytes(24).toString('hex')}`

  const put = (holder: Holder, seconds: number | null) => {
    const token = draw('shpat')
    accesses.set(token, { ...holder, expiresAt: seconds === null ? null : now() + seconds * 1000 })
    return token
  }
  const putPair = (holder: Holder, seconds: number, replaces: Pair | null): Issued => {
    const pair = { access: put(holder, seconds), refresh: draw('shprt') }
    refreshes.set(pair.refresh, { ...holder, expiresAt: now() + refreshLifetime * 1000, pair })
    if (replaces !== null) for (const token of Object.values(pair)) replaced.set(token, replaces)
    return { ...pair, lifetimeSeconds: seconds }
  }
  const used = (token: string) => {
    const old = replaced.get(token)
    if (old === undefined) return
    replaced.delete(token)
    accesses.delete(old.access)
    refreshes.delete(old.refresh)
  }

  return {
    issue: (holder, seconds) => put(holder, seconds),
    issuePair: (holder, seconds) => putPair(holder, seconds, null),
    renew(refresh, storeKey, app, seconds) {
      const known = refreshes.get(refresh)
      if (known === undefined || known.expiresAt <= now()) return null
      if (known.storeKey !== storeKey || known.caller.app !== app) return null
      used(refresh)
      const holder = { storeKey, caller: known.caller }
      return { ...putPair(holder, seconds, known.pair), ...holder }
    },
    check(token, storeKey) {
      const custom = customTokens(storeKey).get(token)
      if (custom !== undefined) {
        return { app: custom.id, scopes: custom.scopes, approval: custom.approval }
      }
      const access = accesses.get(token)
      if (access === undefined || access.storeKey !== storeKey) return null
      if (access.expiresAt !== null && access.expiresAt <= now()) return null
      used(token)
      return access.caller
    },
    expireAll: () => accesses.clear(),
  }
}
