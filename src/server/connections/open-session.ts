import type { Pool } from 'pg'
import { env } from '#env'
import type { AdapterContext } from '#server/adapters/contract.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import { createConnectionHttp } from '#server/http/connection-http.ts'
import { systemClock } from '#server/lib/clock.ts'
import { AppError } from '#server/lib/errors.ts'
import { logger } from '#server/lib/logger.ts'
import type { OpenedConnection } from '#server/sync/open-connection.ts'
import { openCredentials } from './credentials.ts'
import { currencyOf } from './currency-of.ts'
import { baseUrlOf, type Endpoint } from './endpoint.ts'
import { sealer } from './sealer.ts'
import { validateSettings } from './validate-settings.ts'

type StoredConnection = {
  id: string
  organizationId: string
  vendor: string
  signInMethod: string
  endpoint: Endpoint
  settings: unknown
  timeZone: string
  jurisdiction: string
}

/**
 * Opens the line to a connection's POS: credentials in the clear, the common client around the vendor's hosts, and
 * nothing sent yet. Only a simulator connection may call the simulators, and it may call nothing else.
 * @param options.attempts tries of a repeatable request, the first included
 * @returns `close` must be called: it writes what was measured and closes the sockets
 * @throws {AppError} not_found; conflict without simulators, or when a stored credential doesn't open
 */
export async function openConnection(options: {
  db: Pool
  connectionId: string
  signal: AbortSignal
  attempts?: number
}): Promise<OpenedConnection> {
  const { db, connectionId, signal } = options
  const connection = await load(db, connectionId)
  const adapter = adapterFor(connection.vendor)
  const baseUrl = baseUrlOf(connection, env.SIMULATORS_URL)
  const settings = validateSettings(adapter, connection.settings)
  const credentials = await openCredentials(db, connection)
  const http = createConnectionHttp({
    connectionId,
    organizationId: connection.organizationId,
    db,
    sealer,
    clock: systemClock,
    logger,
    hosts: baseUrl === null ? adapter.manifest.hosts : [],
    allowedOrigins: baseUrl === null ? [] : [new URL(baseUrl).origin],
    signal,
    ...(options.attempts === undefined ? {} : { attempts: options.attempts }),
  })
  const context: AdapterContext = {
    connectionId,
    baseUrl,
    signInMethod: connection.signInMethod,
    credentials,
    settings,
    tokens: http.tokens,
    clock: systemClock,
    createClient: http.createClient,
    signal,
  }
  return {
    session: adapter.open(context),
    adapter,
    sealer,
    mapContext: { settings, timeZone: connection.timeZone, currency: currencyOf(connection.jurisdiction) },
    close: () => http.close(),
  }
}

async function load(db: Pool, id: string): Promise<StoredConnection> {
  const { rows } = await db.query<StoredConnection>(
    `SELECT c.id, c.organization_id AS "organizationId", c.vendor, c.sign_in_method AS "signInMethod", c.endpoint,
            c.settings, s.time_zone AS "timeZone", s.jurisdiction
       FROM connection c JOIN store s ON s.id = c.store_id WHERE c.id = $1`,
    [id],
  )
  const [connection] = rows
  if (!connection) throw new AppError('not_found', 'This connection does not exist any more.')
  return connection
}
