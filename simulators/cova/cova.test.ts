import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type SimulatorOptions, startSimulators } from '../server.ts'
import { demoApiKey, demoUser } from './sign-in.ts'

const pageSchema = z.object({
  Products: z.array(
    z.looseObject({
      ProductId: z.string(),
      LifeCycle: z.string(),
      Availability: z.array(z.looseObject({ RoomId: z.number(), InStockQuantity: z.number() })),
      Prices: z.array(z.looseObject({ TierQuantity: z.number().nullable() })),
      ProductSpecifications: z.array(z.looseObject({ DisplayName: z.string(), Value: z.string() })),
      ClassificationId: z.number(),
    }),
  ),
  Packages: z.array(z.never()),
  Classifications: z.array(z.looseObject({ Id: z.number() })),
})
const halSchema = z.object({
  _embedded: z.object({ self: z.array(z.looseObject({ Id: z.string(), Quantity: z.number() })) }),
})

let close: () => Promise<void>
afterEach(() => close())

async function start(options: Partial<SimulatorOptions> = {}) {
  const simulators = await startSimulators({ port: 0, products: 60, ...options })
  close = simulators.close
  const base = `${simulators.url}/cova`
  const key = { 'ocp-apim-subscription-key': demoApiKey }
  const signIn = (form: Record<string, string>) =>
    fetch(`${base}/v1/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
  const get = (path: string, headers: Record<string, string> = key) => fetch(base + path, { headers })
  const post = (path: string, body: unknown, headers: Record<string, string> = key) =>
    fetch(`${base}/dataplatform/v1/Companies/900100/DetailedProductData${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ LocationId: 900_103, IncludeAllLifecycles: true, ...Object(body) }),
    })
  const list = async (body: unknown, path = '') => pageSchema.parse(await (await post(path, body)).json())
  const control = (path: string, body: unknown) =>
    fetch(`${simulators.url}/_control/cova${path}`, { method: 'POST', body: JSON.stringify(body) })
  return { signIn, get, post, list, control }
}

const grant = {
  grant_type: 'password',
  client_id: demoUser.clientId,
  client_secret: demoUser.clientSecret,
  username: demoUser.username,
  password: demoUser.password,
}

describe('signing in', () => {
  it('exchanges an API user for a token that opens the services', async () => {
    const cova = await start()
    const answer = z
      .object({ access_token: z.string(), expires_in: z.number(), refresh_token: z.string() })
      .parse(await (await cova.signIn(grant)).json())
    expect(answer.expires_in).toBe(7199)
    const headers = { authorization: `Bearer ${answer.access_token}` }
    expect((await cova.get('/entitymanager/v1/Companies(900100)/Locations', headers)).status).toBe(200)
  })

  it.each([
    [{ password: 'wrong' }, 400, 'invalid_grant'],
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ grant_type: 'client_credentials' }, 400, 'unsupported_grant_type'],
  ])('refuses %j as OAuth says', async (changes, status, error) => {
    const cova = await start()
    const answer = await cova.signIn({ ...grant, ...changes })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error })
  })

  it('refuses other keys with 401 and other companies with 403', async () => {
    const cova = await start()
    const locations = '/entitymanager/v1/Companies(900100)/Locations'
    expect((await cova.get(locations, { 'ocp-apim-subscription-key': 'other' })).status).toBe(401)
    expect((await cova.get(locations, {})).status).toBe(401)
    expect((await cova.get('/entitymanager/v1/Companies(1)/Locations')).status).toBe(403)
  })
})

describe('the Data Platform', () => {
  it('pages by Skip and Top in the body, and leaves empty what was not asked for', async () => {
    const cova = await start()
    const all = await cova.list({ Top: 500 })
    expect(all.Products).toHaveLength(60)
    const page = await cova.list({ Skip: 50, Top: 20 })
    expect(page.Products.map(({ ProductId }) => ProductId)).toEqual(
      all.Products.slice(50).map(({ ProductId }) => ProductId),
    )
    for (const { Availability, Prices, ProductSpecifications } of all.Products) {
      expect([Availability, Prices, ProductSpecifications]).toEqual([[], [], []])
    }
  })

  it('keeps what is discontinued to itself unless all life cycles are asked for', async () => {
    const cova = await start()
    const cycles = async (IncludeAllLifecycles: boolean) =>
      new Set(
        (await cova.list({ IncludeAllLifecycles, Top: 500 })).Products.map(({ LifeCycle }) => LifeCycle),
      )
    expect(await cycles(true)).toEqual(new Set(['Active', 'Discontinued']))
    expect(await cycles(false)).toEqual(new Set(['Active']))
  })

  it('hands the categories of a page out beside it', async () => {
    const cova = await start()
    const { Products, Classifications } = await cova.list({ IncludeClassifications: true })
    const ids = new Set(Classifications.map(({ Id }) => Id))
    for (const { ClassificationId } of Products) expect(ids).toContain(ClassificationId)
  })

  it('leaves out rooms that are not sold from when asked to', async () => {
    const cova = await start()
    const rooms = async (SellingRoomOnly: boolean) => {
      const { Products } = await cova.list({ IncludeAvailability: true, SellingRoomOnly, Top: 500 })
      return new Set(Products.flatMap((each) => each.Availability.map(({ RoomId }) => RoomId))).size
    }
    expect(await rooms(false)).toBeGreaterThan(await rooms(true))
  })

  it('tells edits and sales since a moment, and says nothing of what was removed', async () => {
    const cova = await start()
    const since = new Date(Date.now() - 1000).toISOString()
    const [first, second, third] = (await cova.list({ Top: 3 })).Products.map(({ ProductId }) => ProductId)
    await cova.control('/change', { storeKey: 'mission', kind: 'rename', sourceId: first })
    await cova.control('/change', { storeKey: 'mission', kind: 'deliver', sourceId: second })
    await cova.control('/change', { storeKey: 'mission', kind: 'remove', sourceId: third })
    const { Products } = await cova.list({}, `/UpdatedAsOf/${since}`)
    expect(Products.map(({ ProductId }) => ProductId)).toEqual([first, second])
  })

  it('gives up with a 500 on pages that are too large', async () => {
    const cova = await start()
    expect((await cova.post('', { Top: 5000 })).status).toBe(500)
  })

  it('does not know a location that is not there', async () => {
    const cova = await start()
    const answer = await cova.post('', { LocationId: 1 })
    expect([answer.status, await answer.json()]).toEqual([404, { Message: 'Resource cannot be found' }])
  })
})

it('says "no stock record" with a 404 in the older service, in HAL', async () => {
  const cova = await start()
  const path = '/availability/v1/Companies(900100)/Entities(900103)/CatalogItems'
  const { self } = halSchema.parse(await (await cova.get(path)).json())._embedded
  const stocked = new Set(self.map(({ Id }) => Id))
  const { Products } = await cova.list({ Top: 500 })
  const never = Products.find(({ ProductId }) => !stocked.has(ProductId))?.ProductId
  const answer = await cova.get(`${path}(${never})`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/hal+json'])
  expect((await cova.get(`${path}(${self[0]?.Id})`)).status).toBe(200)
})

it('counts a thousand calls a minute for each service and says so', async () => {
  let now = Date.parse('2026-11-24T12:00:00Z')
  const cova = await start({ clock: { now: () => new Date(now) } })
  const locations = '/entitymanager/v1/Companies(900100)/Locations'
  const calls = async (count: number) => {
    const answers = []
    for (let call = 0; call < count; call += 1) answers.push(await cova.get(locations))
    await Promise.all(answers.map((answer) => answer.arrayBuffer()))
    return answers
  }
  const answers = await calls(1001)
  expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([429])
  expect(answers[0]?.headers.get('cova-apim-ratelimit-limit')).toBe('1000')
  expect((await cova.post('', { Top: 1 })).status).toBe(200)
  now += 60_000
  expect((await calls(1)).map(({ status }) => status)).toEqual([200])
})
