import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type Simulators, startSimulators } from '../server.ts'
import { demoClient, demoLocationKey, integratorKey } from './sign-in.ts'

const rows = z.array(z.record(z.string(), z.unknown()))

let simulators: Simulators
beforeEach(async () => {
  simulators = await startSimulators({ port: 0, products: 150 })
})
afterEach(() => simulators.close())

const basic = (user: string, password = integratorKey) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})
const keyOf = (storeKey: string) => basic(demoLocationKey(storeKey))
const get = (path: string, headers: Record<string, string>) =>
  fetch(`${simulators.url}/dutchie${path}`, { headers })
const listOf = async (storeKey: string, path: string) =>
  rows.parse(await (await get(path, keyOf(storeKey))).json())
const control = async (path: string, body: unknown) => {
  const url = `${simulators.url}/_control/dutchie${path}`
  expect((await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status).toBe(200)
}

it('is opened by the location’s key with the integrator’s or none, and answers anything else with an empty 401', async () => {
  const user = demoLocationKey('harbor')
  expect((await get('/whoami', basic(user))).status).toBe(200)
  expect((await get('/whoami', basic(user, ''))).status).toBe(200)
  for (const headers of [basic(user, 'another'), basic('another'), {}]) {
    const refused = await get('/whoami', headers)
    expect([refused.status, await refused.text()]).toEqual([401, ''])
  }
})

it('gives a token for client credentials that opens the same, until all are ended', async () => {
  const ask = (fields: Record<string, string>) =>
    fetch(`${simulators.url}/dutchie/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }),
    })
  const { clientId, clientSecret } = demoClient('mission')
  const good = { client_id: clientId, client_secret: clientSecret }
  const { access_token } = z.object({ access_token: z.string() }).parse(await (await ask(good)).json())
  const headers = { authorization: `Bearer ${access_token}` }
  expect((await get('/reporting/products', headers)).status).toBe(200)
  await control('/expire-tokens', {})
  expect((await get('/reporting/products', headers)).status).toBe(401)
  expect((await ask({ ...good, client_secret: 'another' })).status).toBe(401)
  expect((await ask({ ...good, client_secret: 'revoked-secret' })).status).toBe(400)
})

it('lets a key read only what its roles allow', async () => {
  const counter = basic(`${demoLocationKey('mission')}-counter`)
  const statuses = async (paths: string[]) =>
    Promise.all(paths.map(async (path) => (await get(path, counter)).status))
  expect(await statuses(['/products', '/inventory', '/inventory/receivedinventory'])).toEqual([200, 200, 200])
  expect(await statuses(['/reporting/products', '/reporting/inventory', '/room/rooms'])).toEqual([
    403, 403, 403,
  ])
})

it('refuses a bad request in each of the five forms', async () => {
  const refusalOf = async (path: string) => {
    const response = await get(path, keyOf('mission'))
    expect(response.status).toBe(400)
    return response.text()
  }
  expect(await refusalOf('/products?isActive=perhaps')).toContain('"propertyErrors":null')
  expect(await refusalOf('/reporting/products?fromLastModifiedDateUTC=once')).toContain('"propertyName"')
  expect(await refusalOf('/reporting/inventory?includeLabResults=perhaps')).toContain('"isValid":false')
  expect(await refusalOf('/reporting/products?Take=x')).toBe('Take must be a whole number.')
  expect(await refusalOf('/reporting/products?Skip=-1')).toBe('')
})

it('counts calls by the minute at each endpoint', async () => {
  const call = () => get('/reporting/products?Take=1', keyOf('mission'))
  const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await call()).status))
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)
  expect(await (await call()).json()).toMatchObject({ Message: expect.stringContaining('60 per minute') })
  expect((await get('/whoami', keyOf('mission'))).status).toBe(200)
})

it('hides what is not online from one list and shows all of it in the other', async () => {
  const online = await listOf('pine-street', '/products')
  const all = await listOf('pine-street', '/reporting/products')
  expect(online.length).toBeLessThan(all.length)
  expect(online.every(({ isActive, onlineAvailable }) => isActive === true && onlineAvailable === true)).toBe(
    true,
  )
  expect(await listOf('pine-street', '/inventory')).toEqual([])
  expect((await listOf('pine-street', '/reporting/inventory')).length).toBeGreaterThan(0)
})

it('hands out parts of a list where the location is new enough, and the whole elsewhere', async () => {
  const ids = async (storeKey: string, query: string) =>
    (await listOf(storeKey, `/reporting/products${query}`)).map(({ productId }) => productId)
  const all = await ids('pine-street', '')
  expect(await ids('pine-street', '?Skip=10&Take=5')).toEqual(all.slice(10, 15))
  expect(await ids('mission', '')).toHaveLength(100)
  expect((await ids('harbor', '?Skip=10&Take=5')).length).toBe((await ids('harbor', '')).length)
})

it('tells of changed products, but not because their stock moved', async () => {
  const since = new Date().toISOString()
  const changed = () => listOf('mission', `/reporting/products?fromLastModifiedDateUTC=${since}`)
  await control('/change', { storeKey: 'mission', kind: 'deliver' })
  expect(await changed()).toEqual([])
  await control('/change', { storeKey: 'mission', kind: 'rename' })
  expect(await changed()).toHaveLength(1)
})

it('tells which rooms are for quarantine, where the old location’s packages don’t say', async () => {
  const rooms = await listOf('mission', '/room/rooms')
  const quarantine = rooms
    .filter(({ isQuarantineRoom }) => isQuarantineRoom === true)
    .map(({ roomId }) => roomId)
  expect(quarantine).toHaveLength(1)
  const packages = z
    .array(z.object({ packageStatus: z.string(), roomQuantities: z.array(z.object({ roomId: z.number() })) }))
    .parse(await listOf('mission', '/reporting/inventory?includeRoomQuantities=true'))
  const there = packages.filter(({ roomQuantities }) =>
    roomQuantities.some(({ roomId }) => quarantine.includes(roomId)),
  )
  expect(there.length).toBeGreaterThan(0)
  expect(there.every(({ packageStatus }) => packageStatus === 'Active')).toBe(true)
})

it('tells when packages were delivered, within the days asked for', async () => {
  const list = '/inventory/receivedinventory'
  const all = await listOf('mission', list)
  expect(all.length).toBeGreaterThan(0)
  const [first] = all.map(({ addedOn }) => String(addedOn)).sort()
  const until = await listOf('mission', `${list}?endDate=${first}`)
  expect(until.map(({ addedOn }) => addedOn)).toContain(first)
  expect(until.length).toBeLessThan(all.length)
})
