import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { may, type Role, roles } from '#server/access/permissions.ts'
import { createOrganization } from '#server/access/testing.ts'
import { signatureOf, startTestPos, testAdapter, vendor } from './testing.ts'

const pos = await startTestPos()
// Read when `#env` is first imported, which is below.
process.env['SIMULATORS_URL'] = pos.origin
const { env } = await import('#env')
const { findIdentity } = await import('#server/access/session.ts')
const { pool } = await import('#server/db/pool.ts')
const { inTransaction } = await import('#server/db/transaction.ts')
const { readToken } = await import('#server/http/token-queries.ts')
const { systemClock } = await import('#server/lib/clock.ts')
const { newId } = await import('#server/lib/ids.ts')
const { saveCredentials } = await import('../credentials.ts')
const { sealer } = await import('../sealer.ts')
const { receiveCallback } = await import('./receive-callback.ts')
const { startSignIn } = await import('./start-sign-in.ts')

type Organization = Awaited<ReturnType<typeof createOrganization>>

const shop = 'pine.testpos.example'
const adapterOf = () => testAdapter

let organization: Organization
let owner: string
let connectionId: string

beforeAll(async () => {
  organization = await createOrganization(pool, { stores: 2 })
  owner = (await organization.addPerson('owner')).sessionId
})
beforeEach(async () => {
  pos.given.status = 200
  pos.given.scope = 'read'
  connectionId = await insertConnection('draft')
})
afterAll(async () => {
  await pos.close()
  await pool.end()
})

async function insertConnection(status: 'draft' | 'active', storeId = organization.storeIds[0]) {
  const id = newId()
  const { organizationId } = organization
  await pool.query(
    `INSERT INTO connection (id, organization_id, store_id, vendor, name, status, sign_in_method, endpoint, attention, updated_at)
     VALUES ($1, $2, $3, $4, 'Counter', $5, 'page', 'simulator', 'Sign in again.', now())`,
    [id, organizationId, storeId, vendor, status],
  )
  const values = { shop, clientId: 'app', clientSecret: 'secret-of-the-app' }
  await inTransaction((tx) => saveCredentials(tx, { id, organizationId }, values))
  return id
}

const identityOf = (sessionId: string) => findIdentity(pool, sessionId, new Date())

async function start(id = connectionId, sessionId = owner): Promise<string> {
  const identity = await identityOf(sessionId)
  const { organizationId = '', storeIds = null } = identity?.membership ?? {}
  const actor = { userId: identity?.user.id ?? '', scope: { organizationId, storeIds } }
  const parts = { appUrl: 'https://cairn.example/', simulatorsUrl: env.SIMULATORS_URL, adapterOf }
  return (await inTransaction((tx) => startSignIn(tx, actor, id, parts))).url
}

/** Comes back from the vendor's page, as the browser of this session. */
async function comeBack(query: URLSearchParams, sessionId: string | null = owner, to = vendor) {
  const identity = sessionId === null ? null : await identityOf(sessionId)
  const signal = new AbortController().signal
  return receiveCallback(pool, identity, { vendor: to, query }, { signal, adapterOf })
}

const back = (problem: string) => `/connections/new?draft=${connectionId}&step=credentials&problem=${problem}`
const nowhere = (problem: string) => `/connections/new?problem=${problem}`

const token = (id = connectionId) =>
  readToken({
    db: pool,
    sealer,
    clock: systemClock,
    connectionId: id,
    organizationId: organization.organizationId,
  })

async function audit(id = connectionId) {
  const { rows } = await pool.query<{ action: string; detail: unknown }>(
    'SELECT action, detail FROM audit_entry WHERE subject = $1 ORDER BY created_at, id',
    [`connection:${id}`],
  )
  return rows
}

function resigned(query: URLSearchParams, changed: Record<string, string>): URLSearchParams {
  const copy = new URLSearchParams({ ...Object.fromEntries(query), ...changed })
  copy.set('hmac', signatureOf(copy))
  return copy
}

describe('signing in on the vendor’s page', () => {
  it('keeps the token sealed and lands at the check, with who did it on record', async () => {
    const url = new URL(await start())
    expect(`${url.origin}${url.pathname}`).toBe(`${pos.origin}/${vendor}/authorize`)
    expect(url.searchParams.get('redirect_uri')).toBe('https://cairn.example/api/oauth/testpos/callback')
    const query = pos.approve(url.href, shop)

    expect(await comeBack(query)).toBe(`/connections/new?draft=${connectionId}&step=check`)
    const number = pos.given.tokens
    expect(await token()).toMatchObject({
      value: `access-${number}`,
      refresh: { value: `refresh-${number}`, expiresAt: null },
    })
    expect(await audit()).toEqual([{ action: 'connection.signed_in', detail: { name: 'Counter' } }])
    const { rows } = await pool.query('SELECT attention FROM connection WHERE id = $1', [connectionId])
    expect(rows).toEqual([{ attention: null }])
  })

  it('mends a connection in use and lets its calls through again', async () => {
    const id = await insertConnection('active')
    await pool.query(
      `INSERT INTO circuit (connection_id, operation_class, state, reason) VALUES ($1, 'products', 'isolated', 'x')`,
      [id],
    )
    const ended = await comeBack(pos.approve(await start(id), shop))
    expect(ended).toBe(`/connections/${id}?tab=settings&signedIn=true`)
    const { rows } = await pool.query(
      `SELECT 1 FROM circuit WHERE connection_id = $1 AND state <> 'closed'`,
      [id],
    )
    expect(rows).toEqual([])
  })

  it('takes an answer once, however many browsers bring it at the same time', async () => {
    const query = pos.approve(await start(), shop)
    const before = pos.seen.length
    const ended = await Promise.all(Array.from({ length: 8 }, () => comeBack(query)))
    expect(ended.filter((path) => path.endsWith('step=check'))).toHaveLength(1)
    expect(ended.filter((path) => path === back('used'))).toHaveLength(7)
    expect(pos.seen).toHaveLength(before + 1)
  })

  it('stores neither state, code, verifier nor token in the clear', async () => {
    const url = await start()
    const query = pos.approve(url, shop)
    await comeBack(query)
    const sent = new URLSearchParams(pos.seen.at(-1)?.body)
    const secrets = [query.get('state'), query.get('code'), sent.get('code_verifier'), query.get('hmac')]
    secrets.push((await token())?.value ?? null)
    for (const table of ['oauth_state', 'connection_secret', 'audit_entry', 'event', 'measurement']) {
      const text = JSON.stringify((await pool.query(`SELECT * FROM ${table}`)).rows)
      for (const secret of secrets) expect(text.includes(secret ?? ''), table).toBe(false)
    }
  })
})

describe('an answer that is not taken', () => {
  it('because the person said no', async () => {
    const state = new URL(await start()).searchParams.get('state') ?? ''
    expect(await comeBack(new URLSearchParams({ error: 'access_denied', state }))).toBe(back('denied'))
    expect(await audit()).toEqual([
      { action: 'connection.sign_in_failed', detail: { name: 'Counter', problem: 'denied' } },
    ])
  })

  it.each([
    ['another shop', { shop: 'other.testpos.example' }, 'other_account'],
    ['a code the vendor never gave', { code: 'made-up' }, 'refused'],
  ])('because it names %s', async (_case, changed, problem) => {
    const query = resigned(pos.approve(await start(), shop), changed)
    expect(await comeBack(query)).toBe(back(problem))
    expect(await token()).toBeNull()
  })

  it('leaves a connection that works as it was', async () => {
    const id = await insertConnection('active')
    await comeBack(pos.approve(await start(id), shop))
    const before = await token(id)
    const query = resigned(pos.approve(await start(id), shop), { code: 'made-up' })
    expect(await comeBack(query)).toBe(`/connections/${id}?tab=settings&problem=refused`)
    expect(await token(id)).toEqual(before)
    const sql = `SELECT state FROM circuit WHERE connection_id = $1 AND state <> 'closed'`
    expect((await pool.query(sql, [id])).rows).toEqual([])
  })

  it('because it was changed on its way', async () => {
    const query = pos.approve(await start(), shop)
    query.set('code', 'another')
    const before = pos.seen.length
    expect(await comeBack(query)).toBe(back('signature'))
    expect(pos.seen).toHaveLength(before)
  })

  it('because the vendor gave too few rights or was away', async () => {
    pos.given.scope = 'none'
    expect(await comeBack(pos.approve(await start(), shop))).toBe(back('not_permitted'))
    pos.given.status = 503
    expect(await comeBack(pos.approve(await start(), shop))).toBe(back('unreachable'))
    expect(await token()).toBeNull()
    pos.given.status = 200
    pos.given.scope = 'read'
    expect(await comeBack(pos.approve(await start(), shop))).toMatch(/step=check$/)
  })

  it('because it came too late, belongs to nothing, or to another vendor', async () => {
    const query = pos.approve(await start(), shop)
    await pool.query('UPDATE oauth_state SET expires_at = now() WHERE connection_id = $1', [connectionId])
    expect(await comeBack(query)).toBe(back('expired'))
    expect(await comeBack(resigned(query, { state: 'x'.repeat(43) }))).toBe(nowhere('unknown'))
    expect(await comeBack(new URLSearchParams())).toBe(nowhere('unknown'))
    const elsewhere = pos.approve(await start(), shop)
    expect(await comeBack(elsewhere, owner, 'otherpos')).toBe(nowhere('unknown'))
  })

  it('because another way to sign in was chosen meanwhile', async () => {
    const query = pos.approve(await start(), shop)
    await pool.query(`UPDATE connection SET sign_in_method = 'key' WHERE id = $1`, [connectionId])
    expect(await comeBack(query)).toBe(back('unknown'))
    await expect(start()).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('who may finish it', () => {
  it('is only the person who started it, who then still can', async () => {
    const query = pos.approve(await start(), shop)
    const colleague = (await organization.addPerson('admin')).sessionId
    const strangers = await createOrganization(pool, { stores: 1 })
    const stranger = (await strangers.addPerson('owner')).sessionId
    expect(await comeBack(query, colleague)).toBe(nowhere('other_person'))
    expect(await comeBack(query, stranger)).toBe(nowhere('other_person'))
    const signIn = `/sign-in?callbackUrl=${encodeURIComponent(nowhere('signed_out'))}`
    expect(await comeBack(query, null)).toBe(signIn)
    expect(await token()).toBeNull()
    expect(await comeBack(query)).toMatch(/step=check$/)
  })

  it.each(roles)('a person as %s finishes it or not', async (role: Role) => {
    const person = await organization.addPerson('owner')
    const query = pos.approve(await start(connectionId, person.sessionId), shop)
    await pool.query('UPDATE membership SET role = $2 WHERE id = $1', [person.membershipId, role])
    const ended = await comeBack(query, person.sessionId)
    const allowed = may(role, 'connections.write')
    expect(ended).toBe(allowed ? `/connections/new?draft=${connectionId}&step=check` : '/no-access')
    expect((await token()) !== null).toBe(allowed)
  })

  it('is nobody from whom the store was taken meanwhile', async () => {
    const person = await organization.addPerson('admin', { storeIds: organization.storeIds })
    const query = pos.approve(await start(connectionId, person.sessionId), shop)
    await pool.query('DELETE FROM membership_store WHERE membership_id = $1 AND store_id = $2', [
      person.membershipId,
      organization.storeIds[0],
    ])
    expect(await comeBack(query, person.sessionId)).toBe(nowhere('unknown'))
    expect(await token()).toBeNull()
  })
})

it('sends nobody to a host that is not the vendor’s', async () => {
  await pool.query(`UPDATE connection SET endpoint = 'live' WHERE id = $1`, [connectionId])
  expect(new URL(await start()).origin).toBe(`https://${shop}`)
  const values = { shop: 'evil.example' }
  const { organizationId } = organization
  await inTransaction((tx) => saveCredentials(tx, { id: connectionId, organizationId }, values))
  await expect(start()).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/not among the hosts/),
  })
})
