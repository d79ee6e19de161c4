import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import superjson from 'superjson'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOrganization } from '#server/access/testing.ts'
import { pool } from '#server/db/pool.ts'
import { newId } from '#server/lib/ids.ts'
import { createContext } from './context.ts'
import { appRouter } from './root.ts'

let sessionId = ''

beforeAll(async () => {
  const organization = await createOrganization(pool, { stores: 1 })
  sessionId = (await organization.addPerson('owner')).sessionId
})
afterAll(() => pool.end())

/** Opens a subscription as a browser does. */
function open(path: string, input: unknown, signal: AbortSignal): Promise<Response> {
  const query = encodeURIComponent(JSON.stringify(superjson.serialize(input)))
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: new Request(`http://app.test/api/trpc/${path}?input=${query}`, {
      headers: { accept: 'text/event-stream' },
      signal,
    }),
    router: appRouter,
    createContext: () => createContext({ sessionId, ip: '192.0.2.1', userAgent: 'test' }),
  })
}

it('answers a subscription with server-sent events, and ends when the browser leaves', async () => {
  const leaving = new AbortController()
  const response = await open('live.changes', {}, leaving.signal)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('event: connected')
  leaving.abort()
  const rest = async () => {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read());
    return 'ended'
  }
  expect(await rest().catch(() => 'ended')).toBe('ended')
})

it('gives an error inside a stream its code and its words', async () => {
  const response = await open('connections.check', { id: newId() }, new AbortController().signal)
  const text = await response.text()
  expect(text).toContain('event: serialized-error')
  expect(text).toContain('NOT_FOUND')
  expect(text).toContain('There is no such connection.')
  expect(text).not.toContain('AppError')
})
