import { Pool } from 'pg'

/**
 * Opens a pool of connections to PostgreSQL; each is made when first needed.
 * @param connectionString postgresql://…
 * @param max connections at most
 * @param onIdleError hears of connections that break while nobody uses them. The next query gets a new one;
 *   an event nobody hears would end the process.
 */
export function createPool(connectionString: string, max: number, onIdleError: (error: Error) => void): Pool {
  const pool = new Pool({
    connectionString,
    max,
    application_name: 'cairn',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Far above the slowest page of a sync (a second or so): only what hangs is ended.
    statement_timeout: 30_000,
    // No transaction of ours waits for anything but the database. A process that stands still, or whose line is dead, would
    // keep its locks, and all who wait for them their slots.
    idle_in_transaction_session_timeout: 10_000,
    // A server that is gone without a word ends nothing: whoever waits for it must stop by themselves.
    query_timeout: 35_000,
  })
  return pool.on('error', onIdleError)
}
