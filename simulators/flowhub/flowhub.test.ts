import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type Simulators, startSimulators } from '../server.ts'
import { clientId, locationIdOf } from './dialect.ts'
import { demoKey, demoPair } from './sign-in.ts'

const rows = z.object({ status: z.literal(200), data: z.array(z.record(z.string(), z.unknown())) })
const keys = { clientId, key: demoKey }

let simulators: Simulators
beforeEach(async () => {
  simulators = await startSimulators({ port: 0, products: 150 })
})
afterEach(() => simulators.close())

const get = (path: string, headers: Record<string, string> = keys) =>
  fetch(`${simulators.url}/flowhub${path}`, { headers })
const listOf = async (storeKey: string, list: string) =>
  rows.parse(await (await get(`/v0/locations/${locationIdOf(storeKey)}/${list}`)).json()).data
const exchange = (fields: Record<string, string>) =>
  fetch(`${simulators.url}/flowhub/oauth/token`, {
    method: 'POST',
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: demoPair('harbor').clientId,
      client_secret: demoPair('harbor').clientSecret,
      audience: 'https://api.flowhub.co/',
      ...fields,
    }),
  })

it('is read with client id and key, in any case of letters, and with nothing less', async () => {
  expect((await get('/v0/clientsLocations', { CLIENTID: clientId, Key: demoKey })).status).toBe(200)
  expect((await get('/v0/clientsLocations', { clientId })).status).toBe(401)
})

it('gives a token that opens its own store', async () => {
  const body = z.object({ access_token: z.string() }).parse(await (await exchange({})).json())
  const headers = { authorization: `Bearer ${body.access_token}` }
  const statusOf = async (storeKey: string) =>
    (await get(`/v0/locations/${locationIdOf(storeKey)}/inventory`, headers)).status
  expect([await statusOf('harbor'), await statusOf('mission')]).toEqual([200, 403])
  expect((await exchange({ client_secret: 'wrong' })).status).toBe(401)
  expect((await exchange({ audience: 'https://elsewhere.example' })).status).toBe(403)
})

it('lists a row for each package, whole, whatever page is asked for', async () => {
  const all = await listOf('pine-street', 'inventory')
  expect(await listOf('pine-street', 'inventory?max=10&page=2')).toEqual(all)
  const nonZero = await listOf('pine-street', 'inventoryNonZero')
  expect(nonZero).toEqual(all.filter(({ quantity }) => quantity !== 0))
  expect(all.some(({ quantity }) => Number(quantity) < 0)).toBe(true)
})

it('makes product ids anew with each package and keeps those of card and size', async () => {
  const all = await listOf('pine-street', 'inventoryByRooms')
  const several = [...Map.groupBy(all, ({ variantId }) => variantId).values()].filter(
    (packages) => packages.length > 1,
  )
  expect(several.length).toBeGreaterThan(0)
  for (const packages of several) {
    expect(new Set(packages.map(({ productId }) => productId)).size).toBe(packages.length)
    expect(new Set(packages.map(({ parentProductId }) => parentProductId)).size).toBe(1)
  }
})

it('shows what is not for sale only where that is asked for', async () => {
  const path = 'InventoryAnalyticsByRooms'
  const usual = await listOf('pine-street', path)
  const more = await listOf('pine-street', `${path}?includesNotForSaleQuantity=true`)
  expect(usual.every(({ forSale }) => forSale === true)).toBe(true)
  expect(more.some(({ forSale }) => forSale === false)).toBe(true)
})

it('closes rooms to one store and speaks an older dialect at another', async () => {
  expect((await get(`/v0/locations/${locationIdOf('harbor')}/inventoryByRooms`)).status).toBe(403)
  const [first] = await listOf('mission', 'inventory')
  expect(first?.['productId']).toMatch(/^\d+$/)
})
