import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import type { Queryable } from '#server/db/transaction.ts'
import { AdapterError } from '../adapters/errors.ts'
import { systemClock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import { parseKeyRing } from '../lib/key-ring.ts'
import { createSealer } from '../lib/seal.ts'
import { refreshGrantToken } from './auth/refresh-grant.ts'
import { createPlainHttp } from './testing.ts'
import { createDraftConnection } from './testing-connection.ts'
import { startTestServer } from './testing-server.ts'
import { leaseToken, readToken, replaceToken } from './token-queries.ts'
import { createTokenStore } from './token-store.ts'
import type { Token, TokenStore } from './types.ts'

const earlyMs = 300_000
const sealer = createSealer(parseKeyRing(`k1:${Buffer.alloc(32, 1).toString('base64')}`))

let database: TestDatabase
let connection: { connectionId: string; organizationId: string }
let obtained: number

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
})
beforeEach(async () => {
  connection = await createDraftConnection(database.pool)
  obtained = 0
})

/** A process's store. */
const store = (clock = systemClock): TokenStore =>
  createTokenStore({ db: database.pool, sealer, clock, ...connection })

const later = (ms: number) => ({ ...systemClock, now: () => new Date(Date.now() + ms) })

/** Asks the POS: every answer is another token that lives two hours. */
async function obtain(): Promise<Token> {
  obtained += 1
  const value = `token-${obtained}`
  await systemClock.sleep(30)
  return { value, expiresAt: new Date(Date.now() + 7_200_000) }
}

async function stored() {
  const { rows } = await database.pool.query(
    `SELECT id, sealed, expires_at, lease_owner, lease_until FROM connection_secret
     WHERE connection_id = $1 AND name = 'token'`,
    [connection.connectionId],
  )
  return rows[0]
}

describe('the token', () => {
  it('is obtained once for twenty callers in many processes', async () => {
    const shared = store()
    const callers = Array.from({ length: 20 }, (_, index) => (index % 2 ? shared : store()))
    const tokens = await Promise.all(callers.map((one) => one.get({ obtain, earlyMs })))
    expect(obtained).toBe(1)
    expect(new Set(tokens.map(({ value }) => value))).toEqual(new Set(['token-1']))
  })

  it('is renewed once when many find it refused', async () => {
    await store().get({ obtain, earlyMs })
    const callers = Array.from({ length: 20 }, () => store().get({ obtain, earlyMs, rejected: 'token-1' }))
    const tokens = await Promise.all(callers)
    expect(obtained).toBe(2)
    expect(new Set(tokens.map(({ value }) => value))).toEqual(new Set(['token-2']))
  })

  it('is stored sealed, in its own row only', async () => {
    await store().get({ obtain, earlyMs })
    const { id, sealed, expires_at, lease_owner, lease_until } = await stored()
    expect(sealed).toMatch(/^v1\.k1\./)
    expect([lease_owner, lease_until]).toEqual([null, null])
    expect(expires_at.getTime()).toBeGreaterThan(Date.now())
    const place = {
      table: 'connection_secret',
      column: 'sealed',
      rowId: id,
      tenantId: connection.organizationId,
    }
    expect(JSON.parse(sealer.open(sealed, place))).toMatchObject({ value: 'token-1' })
    expect(() => sealer.open(sealed, { ...place, rowId: newId() })).toThrow()
  })

  it('is renewed shortly before its end, not after it', async () => {
    await store().get({ obtain, earlyMs })
    await store(later(7_200_000 - earlyMs - 5_000)).get({ obtain, earlyMs })
    expect(obtained).toBe(1)
    await store(later(7_200_000 - earlyMs + 5_000)).get({ obtain, earlyMs })
    expect(obtained).toBe(2)
  })

  it('that lives only a minute is not renewed on every call', async () => {
    const short = async () => ({ ...(await obtain()), expiresAt: new Date(Date.now() + 60_000) })
    await store().get({ obtain: short, earlyMs })
    await store(later(30_000)).get({ obtain: short, earlyMs })
    expect(obtained).toBe(1)
  })

  it('still serves near its end when the POS is away, but not once it was refused', async () => {
    await store().get({ obtain, earlyMs })
    const away = () => Promise.reject(new AdapterError('unavailable', 'away'))
    const near = later(7_200_000 - 60_000)
    await expect(store(near).get({ obtain: away, earlyMs })).resolves.toMatchObject({ value: 'token-1' })
    const refused = store(near).get({ obtain: away, earlyMs, rejected: 'token-1' })
    await expect(refused).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await stored()).toMatchObject({ lease_owner: null })
  })

  it('is obtained by the next one when a process died with the lease', async () => {
    const dead = { db: database.pool, sealer, clock: systemClock, ...connection }
    expect(await leaseToken(dead, newId())).toBe(true)
    expect(await leaseToken(dead, newId())).toBe(false)
    const waiting = store().get({ obtain, earlyMs })
    await database.pool.query(`UPDATE connection_secret SET lease_until = clock_timestamp()`)
    await expect(waiting).resolves.toMatchObject({ value: 'token-1' })
  })
})

/** A sign-in server of a few lines that rotates: a refresh token works until a token obtained with it was used. */
async function rotatingServer() {
  const sent: string[] = []
  let newest = 0
  let used = 0
  const server = await startTestServer(({ url, body, headers }, response) => {
    if (url === '/use') used = Math.max(used, Number(headers.authorization?.split('-')[1]))
    const refresh = Number(new URLSearchParams(body).get('refresh_token')?.split('-')[1])
    if (url === '/token') sent.push(`r-${refresh}`)
    if (url === '/token' && refresh < used) {
      response.writeHead(400).end('{"error":"invalid_grant"}')
      return
    }
    newest += 1
    const tokens = { access_token: `t-${newest}`, refresh_token: `r-${newest}`, expires_in: 3600 }
    response.end(JSON.stringify(tokens))
  })
  const http = createPlainHttp({ allowedOrigins: [server.origin], attempts: 1 })
  const rateLimit = { key: 'rotating', capacity: 50, perSecond: 50 }
  const client = http.createClient({ baseUrl: server.origin, auth: null, rateLimit })
  const grant = {
    clock: systemClock,
    path: '/token',
    clientId: 'i',
    clientSecret: 's',
    encoding: 'form',
  } as const
  return {
    sent,
    renew: (previous: Token | null) => refreshGrantToken({ client, ...grant, previous }),
    use: ({ value }: Token) => fetch(`${server.origin}/use`, { headers: { authorization: value } }),
    async close() {
      await http.close()
      await server.close()
    },
  }
}

describe('the refresh token', () => {
  let pos: Awaited<ReturnType<typeof rotatingServer>>
  const owner = () => ({ db: database.pool, sealer, clock: systemClock, ...connection })
  /** Signed in by a person an hour ago. */
  const past = { value: 't-0', expiresAt: new Date(0), obtainedAt: new Date(0) }

  beforeEach(async () => {
    pos = await rotatingServer()
    await replaceToken(owner(), { ...past, refresh: { value: 'r-0', expiresAt: null } })
  })
  afterEach(() => pos.close())

  it('is sent once by twenty callers in many processes, and its replacement the next time', async () => {
    const callers = Array.from({ length: 20 }, () => store().get({ obtain: pos.renew, earlyMs }))
    const [token] = await Promise.all(callers)
    expect(pos.sent).toEqual(['r-0'])
    expect(token).toMatchObject({ value: 't-1', refresh: { value: 'r-1' } })
    const refused = Array.from({ length: 20 }, () =>
      store().get({ obtain: pos.renew, earlyMs, rejected: 't-1' }),
    )
    await Promise.all(refused)
    expect(pos.sent).toEqual(['r-0', 'r-1'])
  })

  it('is stored with its access token before anybody uses that', async () => {
    const token = await store().get({ obtain: pos.renew, earlyMs })
    expect(await readToken(owner())).toMatchObject({ value: token.value, refresh: { value: 'r-1' } })
    const { sealed } = await stored()
    expect(sealed).not.toContain('r-1')
  })

  it('still renews when a process died between the answer and storing it', async () => {
    const dying: Queryable = {
      query: (text: string, values: unknown[]) =>
        text.trimStart().startsWith('UPDATE')
          ? Promise.reject(new Error('died'))
          : database.pool.query(text, values),
    } as Queryable
    const dead = createTokenStore({ ...owner(), db: dying })
    await expect(dead.get({ obtain: pos.renew, earlyMs })).rejects.toThrow('died')
    await database.pool.query('UPDATE connection_secret SET lease_until = clock_timestamp()')
    const token = await store().get({ obtain: pos.renew, earlyMs })
    expect(pos.sent).toEqual(['r-0', 'r-0'])
    await pos.use(token)
    await store().get({ obtain: pos.renew, earlyMs, rejected: token.value })
    expect(pos.sent).toEqual(['r-0', 'r-0', 'r-2'])
  })

  it('of a process that lost its lease is dropped: what the other one stored is used', async () => {
    const overtaken = async (previous: Token | null) => {
      const late = await pos.renew(previous)
      await database.pool.query('UPDATE connection_secret SET lease_until = clock_timestamp()')
      await store().get({ obtain: pos.renew, earlyMs })
      return late
    }
    const token = await store().get({ obtain: overtaken, earlyMs })
    expect(token).toMatchObject({ value: 't-2', refresh: { value: 'r-2' } })
    expect(await readToken(owner())).toMatchObject({ value: 't-2' })
  })

  it('gives way to the sign-in of a person that came meanwhile', async () => {
    const until = { expiresAt: new Date(Date.now() + 3_600_000), obtainedAt: new Date() }
    const interrupted = async (previous: Token | null) => {
      const late = await pos.renew(previous)
      await replaceToken(owner(), { value: 'by-hand', ...until })
      return late
    }
    await expect(store().get({ obtain: interrupted, earlyMs })).resolves.toMatchObject({ value: 'by-hand' })
  })
})
