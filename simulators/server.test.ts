import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startSimulators } from './server.ts'
import { ledgerSchema, startTreez, type TreezClient } from './treez/testing.ts'

let treez: TreezClient
afterEach(() => treez.close())

const locations = '/location/list'
const json = async (response: Response): Promise<unknown> => response.json()
const faults = (settings: Record<string, number | null>) => treez.control('PUT', '/treez/faults', settings)

describe('the budget', () => {
  it('answers the eleventh call within a second with 429 and records the most seen', async () => {
    treez = await startTreez({ clock: { now: () => new Date('2026-11-24T12:00:00Z') } })
    const answers = await Promise.all(Array.from({ length: 13 }, () => treez.get(locations)))
    const refused = answers.filter((answer) => answer.status === 429)
    expect(refused).toHaveLength(3)
    expect(await refused[0]?.text()).toBe('429 - OVER LIMIT')
    expect(await json(await treez.control('GET', '/treez/counters'))).toMatchObject({
      perSecondMax: 13,
      byStatus: { 200: 11, 429: 3 },
    })
  })

  it('can be changed and lifted', async () => {
    treez = await startTreez({ clock: { now: () => new Date('2026-11-24T12:00:00Z') } })
    await treez.control('POST', '/treez/limits', { perSecond: 1 })
    expect((await treez.get(locations)).status).toBe(200)
    expect((await treez.get(locations)).status).toBe(429)
    await treez.control('POST', '/treez/limits', { perSecond: null })
    expect((await treez.get(locations)).status).toBe(200)
  })
})

describe('a fault at rate 1', () => {
  it('of the server answers 5xx', async () => {
    treez = await startTreez()
    await faults({ serverErrorRate: 1 })
    expect([500, 502, 503]).toContain((await treez.get(locations)).status)
  })

  it('of the limit answers 429, with Retry-After when that is set', async () => {
    treez = await startTreez()
    await faults({ rateLimitRate: 1 })
    expect((await treez.get(locations)).headers.get('retry-after')).toBeNull()
    await faults({ retryAfterSeconds: 2 })
    const answer = await treez.get(locations)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '2'])
  })

  it('of speed answers late', async () => {
    treez = await startTreez()
    await faults({ slowRate: 1, slowMs: 80 })
    const began = performance.now()
    expect((await treez.get(locations)).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(75)
  })

  it('cut off hangs up in the middle of the body', async () => {
    treez = await startTreez()
    await faults({ cutRate: 1 })
    const answer = await treez.get(locations)
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toThrow()
  })

  it('truncated ends the JSON early in a whole answer', async () => {
    treez = await startTreez()
    await faults({ truncateRate: 1 })
    const text = await (await treez.get(locations)).text()
    expect(text).toMatch(/^\{"resultCode"/)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it('of the proxy sends an error page as if all were well', async () => {
    treez = await startTreez()
    await faults({ htmlRate: 1 })
    const answer = await treez.get(locations)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html'])
  })

  it('of the line drops it before a byte', async () => {
    treez = await startTreez()
    await faults({ dropRate: 1 })
    await expect(treez.get(locations)).rejects.toThrow('fetch failed')
  })
})

describe('the test bench', () => {
  it('introduces the vendors with a sign-in that works', async () => {
    treez = await startTreez()
    const described = await json(await treez.control('GET', '/vendors'))
    const vendors = z.array(z.looseObject({ vendor: z.string() })).parse(described)
    expect(vendors.find(({ vendor }) => vendor === 'treez')).toMatchObject({
      products: 360,
      stores: [{ key: 'pine-street', products: 120 }, { key: 'harbor' }, { key: 'mission' }],
      signIn: {
        fields: { dispensary: 'pine-street', clientId: 'cairn-demo', apiKey: 'demo-key-pine-street' },
      },
    })
  })

  it('resets to an untouched world of any seed and size, and forgets the counts', async () => {
    treez = await startTreez()
    const ledger = async () =>
      ledgerSchema.parse(await json(await treez.control('GET', '/treez/ledger'))).products
    const before = await ledger()
    await treez.control('POST', '/treez/change', { storeKey: 'pine-street' })
    expect(await ledger()).not.toEqual(before)
    await treez.control('POST', '/treez/reset', {})
    expect(await ledger()).toEqual(before)
    await treez.control('POST', '/treez/reset', { seed: 77, products: 30 })
    const other = await ledger()
    expect(other).toHaveLength(30)
    expect(other[0]).not.toEqual(before[0])
    expect(await json(await treez.control('GET', '/treez/counters'))).toMatchObject({
      requests: 0,
      perSecondMax: 0,
    })
  })

  it('logs what was called, without a secret', async () => {
    treez = await startTreez()
    await treez.get('/product/product_list?page=1&page_size=20')
    const log = await (await treez.control('GET', '/treez/log?limit=5')).text()
    expect(log).toContain('/product/product_list?page=1&page_size=20')
    expect(log).not.toContain(treez.token)
    expect(log).not.toContain('demo-key')
  })

  it('lets time pass', async () => {
    treez = await startTreez()
    const ledger = () => treez.control('GET', '/treez/ledger').then((answer) => answer.text())
    const before = await ledger()
    await treez.control('POST', '/treez/advance', { seconds: 7200 })
    expect(await ledger()).not.toBe(before)
  })

  it('refuses settings it does not know and vendors that are not there', async () => {
    treez = await startTreez()
    const bad = await treez.control('PUT', '/treez/faults', { serverErrorRate: 7 })
    expect(bad.status).toBe(400)
    expect(z.object({ error: z.string() }).parse(await json(bad)).error).toContain('serverErrorRate')
    expect((await treez.control('POST', '/treez/change', { storeKey: 'nowhere' })).status).toBe(404)
    expect((await treez.control('GET', '/nobody/faults')).status).toBe(404)
  })
})

it('A port in use fails the start', async () => {
  treez = await startTreez()
  await expect(startSimulators({ port: Number(new URL(treez.url).port) })).rejects.toThrow('EADDRINUSE')
})
