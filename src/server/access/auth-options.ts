import type { NextAuthOptions } from 'next-auth'
import credentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { env } from '#env'
import { pool } from '../db/pool.ts'
import { inTransaction } from '../db/transaction.ts'
import { systemClock } from '../lib/clock.ts'
import { logger } from '../lib/logger.ts'
import { clientAddress } from './client-address.ts'
import { endSession } from './end-session.ts'
import { findIdentity, lifetimeMs } from './session.ts'
import { secureCookies } from './session-cookie.ts'
import { signIn } from './sign-in.ts'
import { createThrottle } from './throttle.ts'

const throttle = createThrottle(pool, 'sign-in')

const typed = z.object({ email: z.string().max(254), password: z.string().max(1_000) })

/**
 * next-auth checks its own CSRF token, calls `authorize`, and keeps nothing in the cookie but the id of the
 * session row. An error's message becomes the `error` the sign-in page reads, so it is a code, not a sentence.
 */
export const authOptions: NextAuthOptions = {
  secret: env.AUTH_SECRET,
  useSecureCookies: secureCookies,
  session: { strategy: 'jwt', maxAge: lifetimeMs / 1_000 },
  pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
  providers: [
    credentialsProvider({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      async authorize(credentials, request) {
        const input = typed.safeParse(credentials)
        if (!input.success) return null
        const headers = new Headers(request.headers)
        const result = await signIn(
          { pool, throttle, clock: systemClock },
          {
            ...input.data,
            ip: clientAddress(headers, env.TRUSTED_PROXIES),
            userAgent: headers.get('user-agent') ?? '',
          },
        )
        if (result.ok) return { id: result.user.id, sessionId: result.sessionId }
        if (result.reason === 'too_many') throw new Error(`too_many:${result.retryAfterSeconds}`)
        return null
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) =>
      user ? { sessionId: user.sessionId } : token.sessionId ? { sessionId: token.sessionId } : {},
  },
  events: {
    async signOut({ token }) {
      const now = systemClock.now()
      const identity = token.sessionId ? await findIdentity(pool, token.sessionId, now) : null
      if (!identity) return
      const { session, membership } = identity
      await inTransaction((tx) =>
        endSession(tx, {
          sessionId: session.id,
          userId: session.userId,
          by: { userId: session.userId, organizationId: membership.organizationId },
          now,
        }),
      )
    },
  },
  logger: {
    error: (code) => logger.error({ code }, 'sign-in failed'),
    warn: (code) => logger.warn({ code }, 'sign-in warning'),
    debug: () => undefined,
  },
}
