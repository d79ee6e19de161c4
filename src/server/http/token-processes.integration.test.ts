import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#server/db/testing.ts'
import { systemClock } from '../lib/clock.ts'
import { parseKeyRing } from '../lib/key-ring.ts'
import { createSealer } from '../lib/seal.ts'
import { createDraftConnection } from './testing-connection.ts'
import type { RenewerInput } from './testing-renewer.ts'
import { startTestServer, type TestServer } from './testing-server.ts'
import { readToken, replaceToken } from './token-queries.ts'

const masterKeys = `k1:${Buffer.alloc(32, 1).toString('base64')}`
const script = fileURLToPath(new URL('./testing-renewer.ts', import.meta.url))

let database: TestDatabase
let server: TestServer
let owner: Parameters<typeof replaceToken>[0]
let input: RenewerInput
let children: ChildProcess[]
let onRefresh: () => void

/** A vendor that rotates and takes the old refresh token until a token it gave for it is used; here none is. */
beforeEach(async () => {
  database = await createTestDatabase()
  const connection = await createDraftConnection(database.pool)
  children = []
  onRefresh = () => {}
  let given = 0
  server = await startTestServer((_request, response) => {
    onRefresh()
    given += 1
    const tokens = { access_token: `t-${given}`, refresh_token: `r-${given}`, expires_in: 3600 }
    response.end(JSON.stringify(tokens))
  })
  owner = {
    db: database.pool,
    sealer: createSealer(parseKeyRing(masterKeys)),
    clock: systemClock,
    ...connection,
  }
  const refresh = { value: 'r-0', expiresAt: null }
  await replaceToken(owner, { value: 't-0', expiresAt: new Date(0), obtainedAt: new Date(0), refresh })
  input = { databaseUrl: database.url, masterKeys, signInOrigin: server.origin, ...connection }
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await server.close()
  await database.drop()
})

/** Starts a process; resolves when it waits for its word to go. */
async function startRenewer(): Promise<ChildProcess> {
  const child = fork(script, [JSON.stringify(input)])
  children.push(child)
  await once(child, 'message')
  return child
}

async function tokenOf(child: ChildProcess): Promise<unknown> {
  child.send('go')
  const [message] = await once(child, 'message')
  return message
}

const sent = () => server.seen.map(({ body }) => new URLSearchParams(body).get('refresh_token'))

it('Three processes that need a new token at once send the refresh token once and use the same one.', async () => {
  const renewers = await Promise.all([startRenewer(), startRenewer(), startRenewer()])
  const tokens = await Promise.all(renewers.map(tokenOf))
  expect(sent()).toEqual(['r-0'])
  expect(tokens).toEqual([{ token: 't-1' }, { token: 't-1' }, { token: 't-1' }])
  expect(await readToken(owner)).toMatchObject({ value: 't-1', refresh: { value: 'r-1' } })
})

it('A process killed between the answer and storing it loses nothing: the next one renews with the old refresh token.', async () => {
  const [doomed, next] = [await startRenewer(), await startRenewer()]
  onRefresh = () => doomed.kill('SIGKILL')
  doomed.send('go')
  await once(doomed, 'exit')
  expect(await readToken(owner)).toMatchObject({ value: 't-0', refresh: { value: 'r-0' } })
  onRefresh = () => {}
  await database.pool.query('UPDATE connection_secret SET lease_until = clock_timestamp()')
  expect(await tokenOf(next)).toEqual({ token: 't-2' })
  expect(sent()).toEqual(['r-0', 'r-0'])
  expect(await readToken(owner)).toMatchObject({ value: 't-2', refresh: { value: 'r-2' } })
})
