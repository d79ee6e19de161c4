import type { Pool } from 'pg'
import type { Adapter, AdapterSession, MapContext } from '#server/adapters/contract.ts'
import type { Sealer } from '#server/lib/seal.ts'
import type { ByteSealer } from '#server/lib/seal-bytes.ts'

/** A line to one connection's POS, ready to read, and what its records are taken in with. `close` frees what it holds. */
export type OpenedConnection = {
  session: AdapterSession
  adapter: Adapter
  mapContext: MapContext
  /** What comes of people is sealed with it. */
  sealer: Sealer & ByteSealer
  close(): Promise<void>
}

/** How a connection becomes a session. Aborting the signal ends every call under way. */
export type OpenConnection = (options: {
  db: Pool
  connectionId: string
  signal: AbortSignal
}) => Promise<OpenedConnection>
