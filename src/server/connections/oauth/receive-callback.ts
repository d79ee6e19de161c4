import type { Pool } from 'pg'
import type { Identity } from '#server/access/identity.ts'
import { may } from '#server/access/permissions.ts'
import { queryScope } from '#server/access/query-scope.ts'
import { logger } from '#server/lib/logger.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { landingPath } from './landing-path.ts'

type Answer = Parameters<typeof finishSignIn>[2]
type Parts = Parameters<typeof finishSignIn>[3]

/**
 * Everything between a vendor's redirect and the page a person goes on with. Whatever happens, there is such a page.
 * @param identity who is signed in to Cairn in that browser; null for nobody
 * @returns the path to redirect to; nothing of the answer's query is in it
 */
export async function receiveCallback(
  db: Pool,
  identity: Identity | null,
  answer: Answer,
  parts: Parts,
): Promise<string> {
  if (identity === null) {
    const back = landingPath({ connection: null, problem: 'signed_out' })
    return `/sign-in?callbackUrl=${encodeURIComponent(back)}`
  }
  if (!may(identity.membership.role, 'connections.write')) return '/no-access'
  const actor = { userId: identity.user.id, scope: queryScope(identity) }
  try {
    return landingPath(await finishSignIn(db, actor, answer, parts))
  } catch (error) {
    logger.error({ error }, 'the answer of a consent page could not be taken')
    return landingPath({ connection: null, problem: 'failed' })
  }
}
