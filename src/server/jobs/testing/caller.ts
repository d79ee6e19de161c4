/** For tests only: a process that calls a POS as fast as it may, three calls at a time. Arguments: connection, origin. */

import { z } from 'zod'
import { env } from '#env'
import { AdapterError } from '#server/adapters/errors.ts'
import { pool } from '#server/db/pool.ts'
import { createConnectionHttp } from '#server/http/connection-http.ts'
import { systemClock } from '#server/lib/clock.ts'
import { parseKeyRing } from '#server/lib/key-ring.ts'
import { logger } from '#server/lib/logger.ts'
import { createSealer } from '#server/lib/seal.ts'

const [, , connectionId = '', origin = ''] = process.argv
const stopping = new AbortController()
const http = createConnectionHttp({
  connectionId,
  organizationId: connectionId,
  db: pool,
  sealer: createSealer(parseKeyRing(env.CAIRN_MASTER_KEYS)),
  clock: systemClock,
  logger,
  hosts: [],
  allowedOrigins: [origin],
  signal: stopping.signal,
  attempts: 1,
})
const rateLimit = { key: connectionId, capacity: 1_000, perSecond: 1_000 }
const client = http.createClient({ baseUrl: origin, auth: null, rateLimit })

async function callOnAndOn(): Promise<void> {
  while (!stopping.signal.aborted) {
    try {
      await client.send({ operation: 'products.list', method: 'GET', path: '/', schema: z.unknown() })
    } catch (error) {
      if (!(error instanceof AdapterError)) return
      // Held back by the circuit: it asks again at once, where a sync would wait.
      if (error.status === undefined) await systemClock.sleep(20)
    }
  }
}

const calls = Promise.all([callOnAndOn(), callOnAndOn(), callOnAndOn()])
process.once('SIGTERM', () => stopping.abort(new Error('stopped')))
await calls
await http.close()
await pool.end()
