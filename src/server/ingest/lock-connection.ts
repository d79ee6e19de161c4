import type { PoolClient } from 'pg'

/** First half of the advisory lock's key, the second being the connection: a number nobody else uses. */
export const connectionLockClass = 7_201

/** Waits for whoever takes in records of this connection, and keeps others from it until the transaction ends. */
export async function lockConnection(tx: PoolClient, connectionId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2::uuid::text))', [
    connectionLockClass,
    connectionId,
  ])
}
