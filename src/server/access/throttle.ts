import { createHash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

const minutes = 60
const day = 24 * 60 * minutes

/**
 * Guesses allowed, per window in seconds.
 * The first stops guessing at one account; the second stops one address trying many accounts; the third stops
 * many addresses trying one account, and is wide, because whoever uses it up locks out the person as well.
 */
const limits = {
  accountAndAddress: { points: 5, duration: 15 * minutes },
  address: { points: 100, duration: day },
  account: { points: 100, duration: 60 * minutes },
} as const

export type Attempt = { account: string; ip: string }

/** Result of asking for one more guess. */
export type Turn = { allowed: true } | { allowed: false; retryAfterSeconds: number }

/**
 * Counts guesses of a secret, for all processes together.
 *
 * @param purpose keeps counters apart, e.g. `sign-in`.
 */
export function createThrottle(pool: Pool, purpose: string) {
  const limiter = (name: keyof typeof limits) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: `${purpose}:${name}`,
      ...limits[name],
    })
  const limiters = {
    accountAndAddress: limiter('accountAndAddress'),
    address: limiter('address'),
    account: limiter('account'),
  }

  return {
    /**
     * Takes one guess, before the secret is looked at, so that a burst gets no more than a row of single tries.
     * Narrow counters come first: what they refuse uses up nothing of the wide ones, which other people share.
     */
    async take(attempt: Attempt): Promise<Turn> {
      const keys = keysOf(attempt)
      try {
        await limiters.accountAndAddress.consume(keys.accountAndAddress)
        await limiters.address.consume(keys.address)
        await limiters.account.consume(keys.account)
        return { allowed: true }
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return { allowed: false, retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1_000) }
      }
    },

    /** Gives back what a right guess took. */
    async succeed(attempt: Attempt): Promise<void> {
      const keys = keysOf(attempt)
      await Promise.all([
        limiters.accountAndAddress.delete(keys.accountAndAddress),
        limiters.address.reward(keys.address),
        limiters.account.reward(keys.account),
      ])
    },
  }
}

export type Throttle = ReturnType<typeof createThrottle>

/** Accounts are hashed: a table of counters needs no e-mail addresses. */
function keysOf({ account, ip }: Attempt): Record<keyof typeof limits, string> {
  const accountKey = createHash('sha256').update(account).digest('base64url')
  const addressKey = networkOf(ip)
  return { accountAndAddress: `${accountKey}:${addressKey}`, address: addressKey, account: accountKey }
}

/** One home or office has a whole IPv6 /64 to itself, so a single address there counts for nothing. */
function networkOf(ip: string): string {
  if (!ipaddr.IPv6.isValid(ip)) return ip
  return ipaddr.IPv6.networkAddressFromCIDR(`${ip}/64`).toString()
}
