import { createHash } from 'node:crypto'
import type { SignInProblem } from '#lib/sign-in-problems.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { newId } from '#server/lib/ids.ts'
import type { Place } from '#server/lib/seal.ts'
import { sealer } from '../sealer.ts'
import { randomText } from './pkce.ts'

/** Long enough to find a password at the vendor, too short for a forgotten tab. */
const minutes = 10

/** What is remembered of a person sent to a vendor's page. */
export type SignInState = {
  connectionId: string
  userId: string
  signInMethod: string
  redirectUri: string
  /** Null where the vendor has no PKCE. */
  codeVerifier: string | null
}

const hashOf = (state: string) => createHash('sha256').update(state, 'utf8').digest('hex')

const placeOf = (rowId: string, tenantId: string): Place => ({
  table: 'oauth_state',
  column: 'code_verifier',
  rowId,
  tenantId,
})

/**
 * Remembers who was sent where; what is long over is forgotten.
 * @returns the random text to travel as `state`; only its hash is kept
 */
export async function createState(
  db: Queryable,
  organizationId: string,
  { connectionId, userId, signInMethod, redirectUri, codeVerifier }: SignInState,
): Promise<string> {
  await db.query("DELETE FROM oauth_state WHERE expires_at < clock_timestamp() - interval '1 day'")
  const state = randomText()
  const id = newId()
  const sealed = codeVerifier === null ? null : sealer.seal(codeVerifier, placeOf(id, organizationId))
  await db.query(
    `INSERT INTO oauth_state (id, state_hash, connection_id, user_id, sign_in_method, redirect_uri, code_verifier, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + $8 * interval '1 minute')`,
    [id, hashOf(state), connectionId, userId, signInMethod, redirectUri, sealed, minutes],
  )
  return state
}

type Row = SignInState & { id: string; organizationId: string }

/**
 * Takes a state that came back, once and for whoever was sent: of two browsers with the same one, one gets it.
 * @returns what was remembered; or what is wrong, with the connection where this person may know of it
 */
export async function claimState(
  db: Queryable,
  state: string,
  userId: string,
): Promise<SignInState | { problem: SignInProblem; connectionId: string | null }> {
  const { rows } = await db.query<Row>(
    `UPDATE oauth_state s SET used_at = clock_timestamp()
       FROM connection c
      WHERE s.state_hash = $1 AND s.user_id = $2 AND s.used_at IS NULL AND s.expires_at > clock_timestamp()
        AND c.id = s.connection_id
     RETURNING s.id, s.connection_id AS "connectionId", s.user_id AS "userId", s.sign_in_method AS "signInMethod",
               s.redirect_uri AS "redirectUri", s.code_verifier AS "codeVerifier",
               c.organization_id AS "organizationId"`,
    [hashOf(state), userId],
  )
  const [row] = rows
  if (row === undefined) return whyNot(db, state, userId)
  const { id, organizationId, ...remembered } = row
  const sealed = row.codeVerifier
  return {
    ...remembered,
    codeVerifier: sealed === null ? null : sealer.open(sealed, placeOf(id, organizationId)),
  }
}

async function whyNot(
  db: Queryable,
  state: string,
  userId: string,
): Promise<{ problem: SignInProblem; connectionId: string | null }> {
  const { rows } = await db.query<{ connectionId: string; userId: string; used: boolean }>(
    `SELECT connection_id AS "connectionId", user_id AS "userId", used_at IS NOT NULL AS used
       FROM oauth_state WHERE state_hash = $1`,
    [hashOf(state)],
  )
  const [row] = rows
  if (row === undefined) return { problem: 'unknown', connectionId: null }
  if (row.userId !== userId) return { problem: 'other_person', connectionId: null }
  return { problem: row.used ? 'used' : 'expired', connectionId: row.connectionId }
}
