import type { Pool } from 'pg'
import type { SignInProblem } from '#lib/sign-in-problems.ts'
import { recordAudit } from '#server/access/audit.ts'
import type { Adapter, OAuthFlow } from '#server/adapters/contract.ts'
import { AdapterError, kindPolicy } from '#server/adapters/errors.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import { inTransaction } from '#server/db/transaction.ts'
import { resetCircuits } from '#server/http/circuit-queries.ts'
import { AppError } from '#server/lib/errors.ts'
import { logger } from '#server/lib/logger.ts'
import type { Actor } from '../actor.ts'
import { type FoundConnection, findConnection } from '../find-connection.ts'
import { openContext } from '../open-context.ts'
import { interactiveSignIn } from './interactive-sign-in.ts'
import { keepToken } from './keep-token.ts'
import { claimState, type SignInState } from './sign-in-state.ts'

/** How it ended, and for which connection where this person may know of it. `problem` null: signed in. */
export type SignInEnding = { connection: FoundConnection | null; problem: SignInProblem | null }

/**
 * Takes the answer of a vendor's consent page: the state is used up, the answer verified, the code exchanged, and the
 * token kept together with who brought it. Neither code nor signature is written down anywhere.
 * @param answer.vendor as the address of the callback says
 * @param actor may change connections
 * @throws {AppError} conflict when a stored credential doesn't open
 */
export async function finishSignIn(
  db: Pool,
  actor: Actor,
  answer: { vendor: string; query: URLSearchParams },
  parts: { signal: AbortSignal; adapterOf?: typeof adapterFor },
): Promise<SignInEnding> {
  const claimed = await claimState(db, answer.query.get('state') ?? '', actor.userId)
  const connection = claimed.connectionId === null ? null : await findOrNull(db, actor, claimed.connectionId)
  if ('problem' in claimed) return { connection, problem: claimed.problem }
  if (connection === null || connection.vendor !== answer.vendor) {
    return { connection: null, problem: 'unknown' }
  }
  const adapter = (parts.adapterOf ?? adapterFor)(connection.vendor)
  const flow = interactiveSignIn(adapter, connection.signInMethod)
  // Another way to sign in was chosen meanwhile: what was asked for is no longer wanted.
  if (flow === null || connection.signInMethod !== claimed.signInMethod) {
    return { connection, problem: 'unknown' }
  }
  const problem = await exchange(connection, claimed, { adapter, flow, db, actor, ...answer, ...parts })
  if (problem !== null) {
    const { organizationId, id, name } = connection
    const detail = { name, problem }
    const subject = `connection:${id}`
    const action = 'connection.sign_in_failed'
    await recordAudit(db, { organizationId, userId: actor.userId, action, subject, detail })
    logger.warn({ connectionId: id, problem }, 'signing in at the POS did not end well')
  }
  return { connection, problem }
}

type Exchange = {
  adapter: Adapter
  flow: OAuthFlow
  db: Pool
  actor: Actor
  query: URLSearchParams
  signal: AbortSignal
}

async function exchange(
  connection: FoundConnection,
  { redirectUri, codeVerifier }: SignInState,
  { adapter, flow, db, actor, query, signal }: Exchange,
): Promise<SignInProblem | null> {
  // https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
  const error = query.get('error')
  if (error !== null) return error === 'access_denied' ? 'denied' : 'vendor_error'
  const { context, close } = await openContext(connection, adapter, { db, signal })
  try {
    const { credentials, settings } = context
    const verified = flow.verifyCallback(query, { credentials, settings, now: context.clock.now() })
    if ('refused' in verified) return verified.refused
    const grant = { code: verified.code, redirectUri, codeVerifier }
    const token = await besideCircuits(db, connection.id, () => flow.exchange(context, grant))
    const kept = await inTransaction((tx) => keepToken(tx, actor, connection, token), db)
    return kept ? null : 'unknown'
  } catch (failure) {
    if (!(failure instanceof AdapterError)) throw failure
    if (failure.kind === 'forbidden') return 'not_permitted'
    return kindPolicy[failure.kind].class === 'connection' ? 'unreachable' : 'refused'
  } finally {
    await close()
  }
}

/** Lets the exchange through whatever was before it. A code that is refused says nothing of the token in use. */
async function besideCircuits<T>(db: Pool, connectionId: string, act: () => Promise<T>): Promise<T> {
  const { rows } = await db.query(`SELECT 1 FROM circuit WHERE connection_id = $1 AND state = 'isolated'`, [
    connectionId,
  ])
  await resetCircuits(db, connectionId)
  try {
    return await act()
  } finally {
    if (rows.length === 0) await resetCircuits(db, connectionId)
  }
}

async function findOrNull(db: Pool, actor: Actor, id: string): Promise<FoundConnection | null> {
  try {
    return await findConnection(db, actor.scope, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
