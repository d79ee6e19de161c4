import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Seen = {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
  at: number
}

export type TestServer = {
  origin: string
  /** What arrived, in order; `at` in milliseconds. */
  seen: Seen[]
  close(): Promise<void>
}

/** For tests only: a POS of a few lines on a free port of this machine. */
export async function startTestServer(
  answer: (request: Seen, response: ServerResponse) => void,
): Promise<TestServer> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const at = performance.now()
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(pieces).toString('utf8'), at }
      seen.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The test server has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    seen,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** @returns the most calls that arrived within one second */
export function mostPerSecond(seen: readonly Seen[]): number {
  return Math.max(
    ...seen.map(({ at }) => seen.filter((other) => other.at >= at && other.at < at + 1000).length),
  )
}
