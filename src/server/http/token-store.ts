import type { Queryable } from '#server/db/transaction.ts'
import { AdapterError, kindPolicy } from '../adapters/errors.ts'
import type { Clock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import type { Sealer } from '../lib/seal.ts'
import { type HeldToken, isFresh, isUsable } from './current-token.ts'
import { leaseToken, readToken, releaseToken, writeToken } from './token-queries.ts'
import type { Token, TokenStore } from './types.ts'

/** How often one who waits for another process's token looks, and for how long. */
const lookEveryMs = 100
const waitAtMostMs = 60_000

type GetOptions = Parameters<TokenStore['get']>[0]

/**
 * The token of one connection, sealed in its row of connection_secret. Whoever needs a new one takes a lease on the row
 * and obtains it; all others, in this process and elsewhere, wait for what it brings. No database connection is held
 * meanwhile, and a lease whose process died ends by itself.
 */
export function createTokenStore(options: {
  db: Queryable
  sealer: Sealer
  clock: Clock
  connectionId: string
  organizationId: string
  /** Ends the waiting for another process. */
  signal?: AbortSignal
}): TokenStore {
  const { clock } = options
  let held: HeldToken | null = null
  let renewal: Promise<HeldToken> | undefined

  async function renew(get: GetOptions): Promise<HeldToken> {
    const owner = newId()
    const until = clock.now().getTime() + waitAtMostMs
    for (;;) {
      const stored = await readToken(options)
      if (stored && isFresh(stored, get, clock.now())) return stored
      if (await leaseToken(options, owner)) {
        const obtained = await obtainUnderLease(owner, get)
        if (obtained !== null) return obtained
      }
      if (clock.now().getTime() > until) {
        throw new AdapterError(
          'timeout',
          'Another process has been signing in at the POS for too long. Try again.',
        )
      }
      await clock.sleep(lookEveryMs, options.signal)
    }
  }

  /**
   * @returns null when the lease was lost meanwhile. What was obtained is then not used: with the first use of it some
   * vendors end the refresh token before it, and that is the one another process is sending.
   */
  async function obtainUnderLease(owner: string, get: GetOptions): Promise<HeldToken | null> {
    try {
      // Between our look and our lease another process may have finished.
      const stored = await readToken(options)
      if (stored && isFresh(stored, get, clock.now())) return stored
      const obtained = await obtainOr(stored, get)
      return obtained === stored || (await writeToken(options, owner, obtained)) ? obtained : null
    } finally {
      await releaseToken(options, owner)
    }
  }

  /** A token about to end still serves when the POS can't give a new one just now. */
  async function obtainOr(stored: HeldToken | null, get: GetOptions): Promise<HeldToken> {
    try {
      return { ...(await get.obtain(stored)), obtainedAt: clock.now() }
    } catch (error) {
      const passing = error instanceof AdapterError && kindPolicy[error.kind].retry
      if (passing && stored && isUsable(stored, get, clock.now())) return stored
      throw error
    }
  }

  return {
    async get(get): Promise<Token> {
      if (renewal !== undefined) held = await renewal
      if (held && isFresh(held, get, clock.now())) return held
      renewal ??= renew(get).finally(() => {
        renewal = undefined
      })
      held = await renewal
      return held
    },
  }
}
