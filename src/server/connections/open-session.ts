import type { Pool } from 'pg'
import type { Adapter, MapContext } from '#server/adapters/contract.ts'
import { adapterFor } from '#server/adapters/lookup.ts'
import type { Mapping } from '#server/ingest/types.ts'
import { AppError } from '#server/lib/errors.ts'
import type { OpenedConnection } from '#server/sync/open-connection.ts'
import { currencyOf } from './currency-of.ts'
import type { Endpoint } from './endpoint.ts'
import { openContext } from './open-context.ts'
import { sealer } from './sealer.ts'
import { validateSettings } from './validate-settings.ts'

type StoredConnection = {
  id: string
  organizationId: string
  vendor: string
  signInMethod: string
  endpoint: Endpoint
  settings: unknown
  calls: unknown
  timeZone: string
  jurisdiction: string
}

/**
 * Opens the line to a connection's POS; nothing is sent yet.
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
  const { connectionId, ...rest } = options
  const connection = await load(options.db, connectionId)
  const adapter = adapterFor(connection.vendor)
  const { context, close } = await openContext(connection, adapter, rest)
  return {
    session: adapter.open(context),
    ...mappingOf(connection, adapter, context.settings),
    sealer,
    close,
  }
}

/**
 * What the stored records of a connection are taken in with, without opening a line to its POS.
 * @throws {AppError} not_found
 */
export async function openMapping(db: Pool, connectionId: string): Promise<Mapping> {
  const connection = await load(db, connectionId)
  const adapter = adapterFor(connection.vendor)
  return mappingOf(connection, adapter, validateSettings(adapter, connection.settings))
}

function mappingOf(
  { timeZone, jurisdiction }: StoredConnection,
  adapter: Adapter,
  settings: MapContext['settings'],
): Mapping {
  return { adapter, sealer, mapContext: { settings, timeZone, currency: currencyOf(jurisdiction) } }
}

async function load(db: Pool, id: string): Promise<StoredConnection> {
  const { rows } = await db.query<StoredConnection>(
    `SELECT c.id, c.organization_id AS "organizationId", c.vendor, c.sign_in_method AS "signInMethod", c.endpoint,
            c.settings, c.calls, s.time_zone AS "timeZone", s.jurisdiction
       FROM connection c JOIN store s ON s.id = c.store_id WHERE c.id = $1`,
    [id],
  )
  const [connection] = rows
  if (!connection) throw new AppError('not_found', 'This connection does not exist any more.')
  return connection
}
