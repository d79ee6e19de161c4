import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../lib/clock.ts'
import type { AdapterContext } from '../contract.ts'
import { type Bench, type Case, openBench, readAll, type Stage, startStage } from '../testing.ts'
import { conformance } from './fixtures/conformance.ts'
import { shopify } from './index.ts'
import { oauth } from './oauth.ts'

const vendor: Case = { id: 'shopify', adapter: shopify, conformance: { ...conformance, products: 60 } }
const shop = 'mission.myshopify.com'
const redirectUri = 'http://localhost:3000/api/oauth/shopify/callback'

let stage: Stage
let bench: Bench

beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  bench = await openBench(stage, vendor)
  await bench.liftLimits()
})
afterEach(() => bench.close())

/** Another's bulk operations have all the places. */
const noPlace = {
  data: { bulkOperationRunQuery: { bulkOperation: null, userErrors: [{ code: 'OPERATION_IN_PROGRESS' }] } },
}

describe('bulk operations · shopify', () => {
  test('A file and pages give the same records, field for field', async () => {
    // Pictures stand at the address that was called, so both ways go through the same one.
    bench.intercept({})
    const byFile = await readAll(bench.open(), 'products')
    expect(byFile.cursors[0]).toHaveProperty('bulk')
    bench.intercept({
      instead: (_path, { body }) =>
        body.includes('bulkOperationRunQuery') ? { status: 200, body: JSON.stringify(noPlace) } : null,
    })
    const byPage = await readAll(bench.open(), 'products')
    expect(byPage.cursors[0]).toHaveProperty('after')
    expect(byPage.pages.length).toBeGreaterThan(1)
    expect(byPage.payloads).toEqual(byFile.payloads)
  })

  test('A file that is gone when reading goes on is made up for by pages', async () => {
    const { payloads } = await readAll(bench.open(), 'products')
    const cursor = { bulk: 'gid://shopify/BulkOperation/1', handed: 20 }
    const rest = await readAll(bench.open(), 'products', { cursor })
    expect(rest.cursors[0]).toHaveProperty('after')
    expect(new Set(rest.payloads.keys())).toEqual(new Set(payloads.keys()))
  })
})

describe('consent · shopify', () => {
  const { shop: _, ...app } = conformance.credentials
  const credentials: Record<string, string> = { shop, ...app }

  function contextWith(changes: Partial<AdapterContext> = {}): AdapterContext {
    return {
      connectionId: 'c',
      baseUrl: `${stage.url}/shopify`,
      signInMethod: 'oauth',
      credentials,
      settings: shopify.settingsSchema.parse({}),
      tokens: bench.http.tokens,
      clock: systemClock,
      createClient: bench.http.createClient,
      signal: AbortSignal.timeout(20_000),
      ...changes,
    }
  }

  /** What a merchant does in the browser. @returns what comes back to the callback */
  async function decide(decision: 'allow' | 'cancel', scope?: string): Promise<URLSearchParams> {
    const { baseUrl, settings } = contextWith()
    const url = oauth.authorizeUrl({
      ...{ baseUrl, credentials, settings, redirectUri },
      ...{ state: 'a-state', codeChallenge: null },
    })
    expect(url.pathname).toBe('/shopify/mission/admin/oauth/authorize')
    if (scope !== undefined) url.searchParams.set('scope', scope)
    const page = await fetch(url)
    expect(await page.text()).toContain('read_products')
    const body = new URLSearchParams(url.searchParams)
    body.set('decision', decision)
    const answer = await fetch(url.origin + url.pathname, { method: 'POST', body, redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? '').searchParams
  }

  const verified = (query: URLSearchParams) => {
    const result = oauth.verifyCallback(query, { credentials, settings: {}, now: new Date() })
    if ('refused' in result) throw new Error(`refused: ${result.refused}`)
    return result.code
  }
  const exchange = (code: string) => oauth.exchange(contextWith(), { code, redirectUri, codeVerifier: null })

  test('A shop that is asked lets the app in, and its token reads and is renewed with the refresh token', async () => {
    const query = await decide('allow')
    expect(query.get('state')).toBe('a-state')
    const token = await exchange(verified(query))
    expect(token.refresh?.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 80 * 86_400_000)
    expect(token.expiresAt.getTime()).toBeLessThan(Date.now() + 2 * 3_600_000)
    await bench.http.tokens.get({ obtain: async () => token, earlyMs: 0 })
    const session = shopify.open(contextWith())
    const before = await readAll(session, 'customers')
    await bench.expireTokens()
    const after = await readAll(session, 'customers')
    expect(new Set(after.payloads.keys())).toEqual(new Set(before.payloads.keys()))
    const kept = await bench.http.tokens.get({ obtain: async () => token, earlyMs: 0 })
    expect(kept.value).not.toBe(token.value)
    expect(kept.refresh?.value).not.toBe(token.refresh?.value)
  })

  test('Without a consent nothing is asked for, and whoever looks is told to sign in', async () => {
    const steps = []
    for await (const step of shopify.open(contextWith()).probe()) steps.push(step)
    expect(steps.find(({ status }) => status === 'failed')).toMatchObject({
      id: 'sign_in',
      detail: 'Nobody has signed in at the POS yet. Sign in.',
    })
  })

  test('A code is good once', async () => {
    const code = verified(await decide('allow'))
    await exchange(code)
    await expect(exchange(code)).rejects.toMatchObject({
      kind: 'unauthenticated',
      vendorCode: 'invalid_request',
    })
  })

  test('A shop that gives too little is told which rights are missing', async () => {
    const code = verified(await decide('allow', 'read_products'))
    await expect(exchange(code)).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('read_inventory, read_locations'),
    })
  })

  test('A merchant who says no sends back no code', async () => {
    const query = await decide('cancel')
    expect(query.get('error')).toBe('access_denied')
    expect(oauth.verifyCallback(query, { credentials, settings: {}, now: new Date() })).toEqual({
      refused: 'incomplete',
    })
  })
})
