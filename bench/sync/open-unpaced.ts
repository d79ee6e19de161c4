import type { Pool } from 'pg'
import { adapterFor } from '#server/adapters/lookup.ts'
import { openCredentials } from '#server/connections/credentials.ts'
import { sealer } from '#server/connections/sealer.ts'
import { createConnectionHttp } from '#server/http/connection-http.ts'
import { systemClock } from '#server/lib/clock.ts'
import { createLogger } from '#server/lib/create-logger.ts'
import type { OpenConnection } from '#server/sync/open-connection.ts'

/**
 * Opens a connection as the worker does, with the real adapter, client and token store, but lets it call as fast as it
 * can: what is measured is our side, not the pace a POS asks for.
 */
export function openUnpaced(simulatorsUrl: string): OpenConnection {
  return async ({ db, connectionId, signal }) => {
    const connection = await load(db, connectionId)
    const adapter = adapterFor(connection.vendor)
    const settings = adapter.settingsSchema.parse({})
    const http = createConnectionHttp({
      ...connection,
      connectionId,
      db,
      sealer,
      clock: systemClock,
      logger: createLogger({ level: 'silent' }),
      hosts: [],
      allowedOrigins: [simulatorsUrl],
      signal,
    })
    const session = adapter.open({
      connectionId,
      baseUrl: `${simulatorsUrl}/${connection.vendor}`,
      signInMethod: connection.signInMethod,
      credentials: await openCredentials(db, { id: connectionId, organizationId: connection.organizationId }),
      settings,
      tokens: http.tokens,
      clock: systemClock,
      signal,
      createClient: (options) =>
        http.createClient({ ...options, rateLimit: { ...options.rateLimit, capacity: 50, perSecond: 1e5 } }),
    })
    const mapContext = { settings, timeZone: 'America/Los_Angeles', currency: 'USD' }
    return { session, adapter, mapContext, sealer, close: () => http.close() }
  }
}

async function load(db: Pool, id: string) {
  const { rows } = await db.query<{ organizationId: string; vendor: string; signInMethod: string }>(
    `SELECT organization_id AS "organizationId", vendor, sign_in_method AS "signInMethod" FROM connection WHERE id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) throw new Error('no such connection')
  return row
}
