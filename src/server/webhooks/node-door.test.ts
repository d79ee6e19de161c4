import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'
import { createNodeDoor } from './node-door.ts'

test('a delivery is answered at the door with all it came with, or what keeps it from being read; everything else goes on', async () => {
  const heard: unknown[] = []
  const door = createNodeDoor({
    async receive({ vendor, connectionId, headers, query, read }) {
      const text = String(
        await read({ mostBytes: 1_000, withinMs: 60_000, allowance: createAllowance(1_000) }),
      )
      heard.push([vendor, connectionId, headers['x-signature'], query.get('key'), text])
      if (text === 'too_large') return { status: 413 }
      return text === 'too much' ? { status: 429, retryAfter: 2 } : { status: 200 }
    },
  })
  const server = createServer(async (request, response) => {
    if (!(await door(request, response))) response.writeHead(418).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const post = (path: string, body: string) =>
    fetch(origin + path, { method: 'POST', body, headers: { 'X-Signature': 'abc' } })

  expect((await post('/api/webhooks/some%20pos/c1?key=k', '{"a":"ä"}')).status).toBe(200)
  const busy = await post('/api/webhooks/pos/c%ZZ/', 'too much')
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '2'])
  expect(heard).toEqual([
    ['some pos', 'c1', 'abc', 'k', '{"a":"ä"}'],
    ['pos', 'c%ZZ', 'abc', null, 'too much'],
  ])
  const large = await post('/api/webhooks/pos/c2', 'x'.repeat(1_001))
  expect([large.status, heard.pop()]).toEqual([413, ['pos', 'c2', 'abc', null, 'too_large']])
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /api/webhooks/pos/c3 HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf', () =>
    socket.destroy(),
  )
  await expect.poll(() => heard.pop()).toEqual(['pos', 'c3', undefined, null, 'too_slow'])
  const others = [
    await fetch(`${origin}/api/webhooks/pos/c1`),
    await post('/api/webhooks/pos', ''),
    await post('/api/webhooks/pos/c1/more', ''),
    await post('/api/trpc/x', ''),
  ]
  expect(others.map(({ status }) => status)).toEqual([418, 418, 418, 418])
  server.close()
})
