import type { PoolClient } from 'pg'

/** First half of the advisory lock key; the second is the connection. Any number nobody else uses. */
const lockClass = 7_201

/** Makes this transaction the only one that takes in records of the connection, until it ends. */
export async function lockConnection(tx: PoolClient, connectionId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockClass, connectionId])
}
