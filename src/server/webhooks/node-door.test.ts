import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createNodeDoor } from './node-door.ts'

test('a delivery is answered at the door with all it came with; everything else goes on', async () => {
  const heard: unknown[] = []
  const door = createNodeDoor({
    async receive({ vendor, connectionId, headers, query, body }) {
      const text = await new Response(body).text()
      heard.push([vendor, connectionId, headers.get('x-signature'), query.get('key'), text])
      return text === 'too much' ? { status: 429, retryAfter: 2 } : { status: 200 }
    },
  })
  const server = createServer(async (request, response) => {
    if (!(await door(request, response))) response.writeHead(418).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const post = (path: string, body: string) =>
    fetch(origin + path, { method: 'POST', body, headers: { 'X-Signature': 'abc' } })

  expect((await post('/api/webhooks/some%20pos/c1?key=k', '{"a":"ä"}')).status).toBe(200)
  const busy = await post('/api/webhooks/pos/c%ZZ/', 'too much')
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '2'])
  expect(heard).toEqual([
    ['some pos', 'c1', 'abc', 'k', '{"a":"ä"}'],
    ['pos', 'c%ZZ', 'abc', null, 'too much'],
  ])
  const others = [
    await fetch(`${origin}/api/webhooks/pos/c1`),
    await post('/api/webhooks/pos', ''),
    await post('/api/webhooks/pos/c1/more', ''),
    await post('/api/trpc/x', ''),
  ]
  expect(others.map(({ status }) => status)).toEqual([418, 418, 418, 418])
  server.close()
})
