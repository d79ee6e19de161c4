import type { Pool } from 'pg'
import { env } from '#env'
import type { Adapter, AdapterContext } from '#server/adapters/contract.ts'
import { createConnectionHttp } from '#server/http/connection-http.ts'
import { patienceSchema } from '#server/http/patience.ts'
import { systemClock } from '#server/lib/clock.ts'
import { logger } from '#server/lib/logger.ts'
import { openCredentials } from './credentials.ts'
import { baseUrlOf, type Endpoint, egressOf } from './endpoint.ts'
import { sealer } from './sealer.ts'
import { validateSettings } from './validate-settings.ts'

type Line = {
  id: string
  organizationId: string
  vendor: string
  signInMethod: string
  endpoint: Endpoint
  settings: unknown
  calls: unknown
}

/**
 * All that an adapter is given for one connection: credentials in the clear, the common client around the vendor's
 * hosts, and nothing sent yet. Only a simulator connection may call the simulators, and it may call nothing else.
 * @param options.attempts tries of a repeatable request, whatever people have set: somebody waits for it
 * @returns `close` must be called: it writes what was measured and closes the sockets
 * @throws {AppError} conflict without simulators, or when a stored credential doesn't open
 */
export async function openContext(
  connection: Line,
  adapter: Adapter,
  options: { db: Pool; signal: AbortSignal; attempts?: number },
): Promise<{ context: AdapterContext; close(): Promise<void> }> {
  const { db, signal, attempts } = options
  const baseUrl = baseUrlOf(connection, env.SIMULATORS_URL)
  const settings = validateSettings(adapter, connection.settings)
  const patience = patienceSchema.parse(connection.calls)
  const credentials = await openCredentials(db, connection)
  const http = createConnectionHttp({
    connectionId: connection.id,
    organizationId: connection.organizationId,
    db,
    sealer,
    clock: systemClock,
    logger,
    ...egressOf(adapter.manifest, baseUrl, credentials),
    signal,
    patience: attempts === undefined ? patience : { ...patience, attempts, operations: {} },
  })
  const context: AdapterContext = {
    connectionId: connection.id,
    baseUrl,
    signInMethod: connection.signInMethod,
    credentials,
    settings,
    tokens: http.tokens,
    clock: systemClock,
    createClient: http.createClient,
    signal,
    warn: ({ code, message }) => logger.warn({ connectionId: connection.id, code }, message),
  }
  return { context, close: () => http.close() }
}
