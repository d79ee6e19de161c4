import { randomBytes } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { Manifest } from '#server/adapters/contract.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AppError } from '#server/lib/errors.ts'
import { openSealed, type SealedSecret, sealedRow, webhookNames } from './credentials.ts'

/** `expiresAt` null: until it is replaced. */
export type WebhookSecret = { value: string; expiresAt: Date | null }

type Owner = { id: string; organizationId: string }

const hour = 3_600_000

/** A person carries a new secret to the POS; until then, and while notices are on their way, the old one counts too. */
const oldSecretMs = 24 * hour

/** The vendor signs with the new credential from the moment it is made; what was on its way comes within minutes. */
const oldCredentialMs = hour

const makes = ({ capabilities: { webhooks } }: Manifest) => webhooks !== null && webhooks.secretField === null

/** Makes the secret of a connection whose notices are proved by one of ours. One that is there stays. */
export async function ensureWebhookSecret(
  tx: Queryable,
  connection: Owner,
  manifest: Manifest,
): Promise<void> {
  if (!makes(manifest)) return
  await tx.query(
    `INSERT INTO connection_secret (id, connection_id, name, sealed, updated_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (connection_id, name) DO NOTHING`,
    rowOf(connection, webhookNames.current, randomBytes(32).toString('base64url')),
  )
}

/**
 * Replaces the secret of a connection; the old one proves notices for another day.
 * @returns the new one, in the clear
 */
export async function replaceWebhookSecret(tx: PoolClient, connection: Owner, now: Date): Promise<string> {
  const { [webhookNames.current]: old } = await openNamed(tx, connection, [webhookNames.current])
  if (old !== undefined) await keepPrevious(tx, connection, old, new Date(now.getTime() + oldSecretMs))
  const value = randomBytes(32).toString('base64url')
  await tx.query('DELETE FROM connection_secret WHERE connection_id = $1 AND name = $2', [
    connection.id,
    webhookNames.current,
  ])
  await tx.query(
    'INSERT INTO connection_secret (id, connection_id, name, sealed, updated_at) VALUES ($1, $2, $3, $4, now())',
    rowOf(connection, webhookNames.current, value),
  )
  return value
}

/**
 * Before credentials are replaced: the one this vendor signs notices with goes on proving them for an hour. Does nothing
 * for other vendors.
 */
export async function keepSigningCredential(
  tx: PoolClient,
  connection: Owner,
  manifest: Manifest,
  replaced: string[],
  now: Date,
): Promise<void> {
  const field = manifest.capabilities.webhooks?.secretField
  if (!field || !replaced.includes(field)) return
  // One that doesn't open any more proves nothing, and is why it is being replaced.
  const opened = await openNamed(tx, connection, [field]).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  const old = opened?.[field]
  if (old !== undefined) await keepPrevious(tx, connection, old, new Date(now.getTime() + oldCredentialMs))
}

/** What is opened of a connection to judge its notices. */
export type OpenedSecrets = {
  /** Newest first. */
  secrets: WebhookSecret[]
  /** What names the connection's account at the vendor; no secret. */
  account: Record<string, string>
}

/**
 * What proves notices to a connection, and what names its account, in the clear.
 * @throws {AppError} conflict when one was moved or changed, or its master key is missing
 */
export async function openWebhookSecrets(
  db: Queryable,
  connection: Owner & { signInMethod: string },
  manifest: Manifest,
): Promise<OpenedSecrets> {
  return openStoredSecrets(await findStoredSecrets(db, [connection.id]), connection, manifest)
}

type StoredSecret = SealedSecret & { connectionId: string; expiresAt: Date | null }

/** All sealed values of connections, for {@link openStoredSecrets}. */
export async function findStoredSecrets(db: Queryable, connectionIds: string[]): Promise<StoredSecret[]> {
  const { rows } = await db.query<StoredSecret>(
    `SELECT id, connection_id AS "connectionId", name, sealed, expires_at AS "expiresAt" FROM connection_secret
      WHERE connection_id = ANY($1::uuid[])`,
    [connectionIds],
  )
  return rows
}

/**
 * As {@link openWebhookSecrets}, of what was found already. Nothing else is opened.
 * @throws {AppError} conflict when one was moved or changed, or its master key is missing
 */
export function openStoredSecrets(
  stored: readonly StoredSecret[],
  connection: Owner & { signInMethod: string },
  manifest: Manifest,
): OpenedSecrets {
  const current = manifest.capabilities.webhooks?.secretField ?? webhookNames.current
  const method = manifest.signInMethods.find(({ id }) => id === connection.signInMethod)
  const naming = method?.fields.filter(({ secret }) => !secret).map(({ name }) => name) ?? []
  const wanted = [current, webhookNames.previous, ...naming]
  const rows = stored.filter(
    ({ connectionId, name }) => connectionId === connection.id && wanted.includes(name),
  )
  const values = openSealed(rows, connection.organizationId)
  const expiries = new Map(rows.map(({ name, expiresAt }) => [name, expiresAt]))
  const secrets = [current, webhookNames.previous].flatMap((name) => {
    const value = values[name]
    return value ? [{ value, expiresAt: expiries.get(name) ?? null }] : []
  })
  const account = Object.fromEntries(Object.entries(values).filter(([name]) => naming.includes(name)))
  return { secrets, account }
}

async function openNamed(
  db: Queryable,
  { id, organizationId }: Owner,
  names: string[],
): Promise<Record<string, string>> {
  const { rows } = await db.query<SealedSecret>(
    'SELECT id, name, sealed FROM connection_secret WHERE connection_id = $1 AND name = ANY($2::text[])',
    [id, names],
  )
  return openSealed(rows, organizationId)
}

async function keepPrevious(tx: PoolClient, owner: Owner, value: string, expiresAt: Date): Promise<void> {
  await tx.query('DELETE FROM connection_secret WHERE connection_id = $1 AND name = $2', [
    owner.id,
    webhookNames.previous,
  ])
  await tx.query(
    `INSERT INTO connection_secret (id, connection_id, name, sealed, updated_at, expires_at)
     VALUES ($1, $2, $3, $4, now(), $5)`,
    [...rowOf(owner, webhookNames.previous, value), expiresAt],
  )
}

function rowOf({ id: connectionId, organizationId }: Owner, name: string, value: string): string[] {
  const { id, sealed } = sealedRow(value, organizationId)
  return [id, connectionId, name, sealed]
}
