import { afterEach, describe, expect, it } from 'vitest'
import { startTreez, type TreezClient } from './testing.ts'

let treez: TreezClient
afterEach(() => treez.close())

const good = { client_id: 'cairn-demo', apikey: 'demo-key-pine-street' }

describe('signing in', () => {
  it('gives a token for two hours, its end with an offset without a colon', async () => {
    treez = await startTreez({ clock: { now: () => new Date('2026-11-24T12:00:00Z') } })
    expect(await (await treez.signIn(good)).json()).toMatchObject({
      resultCode: 'SUCCESS',
      access_token: expect.stringMatching(/.{20}/),
      expires_in: '7200',
      expires_at: '2026-11-24T06:00:00.000-0800',
    })
  })

  it('gives the lifetime as a number at another store', async () => {
    treez = await startTreez({}, 'harbor')
    const answer = await treez.signIn({ ...good, apikey: 'demo-key-harbor' })
    expect(await answer.json()).toMatchObject({ expires_in: 7200 })
  })

  it('refuses a wrong key, a key of another store, and a wrong client id', async () => {
    treez = await startTreez()
    for (const wrong of [{ apikey: 'nonsense' }, { apikey: 'demo-key-harbor' }, { client_id: 'somebody' }]) {
      const answer = await treez.signIn({ ...good, ...wrong })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ resultCode: 'FAIL' })
    }
  })

  it('refuses a revoked key inside a 200', async () => {
    treez = await startTreez()
    const answer = await treez.signIn({ ...good, apikey: 'revoked-key' })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ resultCode: 'FAIL', resultDetail: 'API key is revoked' })
  })

  it('does not know a dispensary that is not there', async () => {
    treez = await startTreez()
    const answer = await fetch(`${treez.url}/treez/v2.0/dispensary/atlantis/config/api/gettokens`, {
      method: 'POST',
      body: new URLSearchParams(good),
    })
    expect(answer.status).toBe(404)
  })
})

describe('a token', () => {
  it('is taken raw or as a bearer', async () => {
    treez = await startTreez()
    expect((await treez.get('/location/list')).status).toBe(200)
    expect((await treez.get('/location/list', { authorization: `Bearer ${treez.token}` })).status).toBe(200)
  })

  it('is refused without the client_id header, or with another', async () => {
    treez = await startTreez()
    const alone = await fetch(`${treez.url}/treez/v2.0/dispensary/pine-street/location/list`, {
      headers: { authorization: treez.token },
    })
    expect(alone.status).toBe(401)
    expect(await alone.json()).toMatchObject({
      resultCode: 'FAIL',
      resultReason: 'Full authentication is required to access this resource',
    })
    expect((await treez.get('/location/list', { client_id: 'somebody' })).status).toBe(401)
  })

  it('opens its own dispensary only, under both generations of paths', async () => {
    treez = await startTreez()
    const headers = { authorization: treez.token, client_id: 'cairn-demo' }
    const call = async (path: string) => (await fetch(`${treez.url}/treez${path}`, { headers })).status
    expect(await call('/dispensary/v3/pine-street/location/list')).toBe(200)
    expect(await call('/v2.0/dispensary/harbor/location/list')).toBe(401)
  })

  it('ends after the lifetime that was set', async () => {
    let now = Date.parse('2026-11-24T12:00:00Z')
    treez = await startTreez({ clock: { now: () => new Date(now) } })
    await treez.control('PUT', '/treez/faults', { tokenLifetimeSeconds: 60 })
    const answer: unknown = await (await treez.signIn(good)).json()
    expect(answer).toMatchObject({ expires_in: '60' })
    const authorization = String(Object(answer)['access_token'])
    now += 59_000
    expect((await treez.get('/location/list', { authorization })).status).toBe(200)
    now += 2000
    expect((await treez.get('/location/list', { authorization })).status).toBe(401)
  })

  it('ends at once when the test bench says so', async () => {
    treez = await startTreez()
    await treez.control('POST', '/treez/expire-tokens')
    expect((await treez.get('/location/list')).status).toBe(401)
  })
})
