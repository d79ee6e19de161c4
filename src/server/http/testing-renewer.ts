/**
 * For tests only: a process of its own that needs a connection's token once it is told to, and says which one it got.
 * Its one argument is the JSON of {@link RenewerInput}.
 */
import { z } from 'zod'
import { createPool } from '#server/db/create-pool.ts'
import { systemClock } from '../lib/clock.ts'
import { parseKeyRing } from '../lib/key-ring.ts'
import { createSealer } from '../lib/seal.ts'
import { refreshGrantToken } from './auth/refresh-grant.ts'
import { createPlainHttp } from './testing.ts'
import { createTokenStore } from './token-store.ts'

const inputSchema = z.object({
  databaseUrl: z.string(),
  masterKeys: z.string(),
  connectionId: z.string(),
  organizationId: z.string(),
  signInOrigin: z.string(),
})
export type RenewerInput = z.infer<typeof inputSchema>

const { databaseUrl, masterKeys, signInOrigin, ...connection } = inputSchema.parse(
  JSON.parse(process.argv[2] ?? ''),
)
const db = createPool(databaseUrl, 2, () => undefined)
const http = createPlainHttp({ allowedOrigins: [signInOrigin], attempts: 1 })
const rateLimit = { key: 'renewer', capacity: 10, perSecond: 10 }
const grant = {
  client: http.createClient({ baseUrl: signInOrigin, auth: null, rateLimit }),
  clock: systemClock,
  path: '/token',
  clientId: 'i',
  clientSecret: 's',
  encoding: 'form' as const,
}
const sealer = createSealer(parseKeyRing(masterKeys))
const tokens = createTokenStore({ db, sealer, clock: systemClock, ...connection })
process.once('message', async () => {
  const { value } = await tokens.get({
    obtain: (previous) => refreshGrantToken({ ...grant, previous }),
    earlyMs: 300_000,
  })
  process.send?.({ token: value })
  await Promise.all([http.close(), db.end()])
  process.disconnect()
})
process.send?.('ready')
