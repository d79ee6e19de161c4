/** For tests only: a POS of a few lines that people sign in to on its own page, and its adapter. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Adapter } from '#server/adapters/contract.ts'
import { AdapterError } from '#server/adapters/errors.ts'
import { authorizationCodeToken } from '#server/http/auth/authorization-code.ts'
import { startTestServer } from '#server/http/testing-server.ts'

export const vendor = 'testpos'
export const clientSecret = 'secret-of-the-app'

/** As some vendors sign: hex HMAC-SHA256 with the client secret over all other parameters, sorted. */
export function signatureOf(query: URLSearchParams, secret = clientSecret): string {
  const rest = [...query].filter(([name]) => name !== 'hmac').sort(([a], [b]) => (a < b ? -1 : 1))
  return createHmac('sha256', secret).update(new URLSearchParams(rest).toString()).digest('hex')
}

const nothing = () => ({ draft: null, issues: [], recordName: '' })

export const testAdapter: Adapter = {
  manifest: {
    id: vendor,
    name: 'Test POS',
    logo: '<svg/>',
    tagline: '',
    signInMethods: [
      { id: 'page', label: 'Page', description: '', fields: [], interactive: true },
      { id: 'key', label: 'Key', description: '', fields: [] },
    ],
    settings: [],
    entities: ['products'],
    capabilities: {
      incremental: [],
      deletions: 'absence',
      batches: false,
      maskedStock: false,
      webhooks: null,
      orders: null,
    },
    limits: { perSecond: 10, burst: 10, per: 'store' },
    defaultSchedule: { everyMinutes: 15 },
    whereToFind: { title: '', steps: [] },
    links: [],
    hosts: ['*.testpos.example'],
  },
  mapperVersion: 1,
  settingsSchema: z.record(z.string(), z.string()),
  open: () => {
    throw new Error('nothing is read in these tests')
  },
  oauth: {
    pkce: true,
    authorizeUrl({ baseUrl, credentials, redirectUri, state, codeChallenge }) {
      const url = new URL(`${baseUrl ?? `https://${credentials['shop']}`}/authorize`)
      url.search = new URLSearchParams({
        client_id: credentials['clientId'] ?? '',
        redirect_uri: redirectUri,
        state,
        code_challenge: codeChallenge ?? '',
      }).toString()
      return url
    },
    verifyCallback(query, { credentials }) {
      const expected = Buffer.from(signatureOf(query, credentials['clientSecret']))
      const given = Buffer.from(query.get('hmac') ?? '')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return { refused: 'signature' }
      }
      if (query.get('shop') !== credentials['shop']) return { refused: 'other_account' }
      return { code: query.get('code') ?? '' }
    },
    async exchange(context, { code, redirectUri, codeVerifier }) {
      const client = context.createClient({
        baseUrl: context.baseUrl ?? '',
        auth: null,
        readError: ({ status }) => (status === 400 ? { kind: 'unauthenticated', message: 'Refused.' } : null),
        rateLimit: { key: context.connectionId, capacity: 50, perSecond: 50 },
      })
      const { token, scope } = await authorizationCodeToken({
        client,
        clock: context.clock,
        path: '/token',
        clientId: context.credentials['clientId'] ?? '',
        clientSecret: context.credentials['clientSecret'] ?? '',
        code,
        redirectUri,
        codeVerifier,
        encoding: 'form',
      })
      if (scope !== 'read') throw new AdapterError('forbidden', 'Too few rights were given.')
      return token
    },
  },
  map: { product: nothing, inventory: nothing, batch: nothing, customer: nothing, order: nothing },
}

/**
 * The POS's own side.
 * @returns `approve`: a person's click on its page, answered with the query of the callback
 */
export async function startTestPos() {
  const codes = new Map<string, { challenge: string; redirectUri: string }>()
  const given = { scope: 'read', tokens: 0, status: 200 }
  const server = await startTestServer(({ url, body }, response) => {
    const form = new URLSearchParams(body)
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const good =
      url === `/${vendor}/token` &&
      code?.challenge === challenge &&
      code.redirectUri === form.get('redirect_uri') &&
      form.get('client_secret') === clientSecret
    if (given.status !== 200 || !good) {
      response.writeHead(given.status === 200 ? 400 : given.status).end('{"error":"invalid_grant"}')
      return
    }
    given.tokens += 1
    const token = { access_token: `access-${given.tokens}`, refresh_token: `refresh-${given.tokens}` }
    response.end(JSON.stringify({ ...token, expires_in: 3600, scope: given.scope }))
  })
  return {
    ...server,
    given,
    approve(authorizeUrl: string, shop: string): URLSearchParams {
      const asked = new URL(authorizeUrl).searchParams
      const code = `code-${codes.size + given.tokens}-of-${shop}`
      codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      })
      const query = new URLSearchParams({ code, shop, state: asked.get('state') ?? '' })
      query.set('hmac', signatureOf(query))
      return query
    },
  }
}
