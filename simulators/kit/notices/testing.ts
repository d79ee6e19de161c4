import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Heard = { at: number; headers: Record<string, string>; body: string }

/** Somebody who is told things, at a free port. */
export type Listener = {
  address: string
  heard: Heard[]
  /** Answers from now on; null hangs up. */
  answers: { status: number | null }
  close(): Promise<void>
}

export async function startListener(): Promise<Listener> {
  const heard: Heard[] = []
  const answers: Listener['answers'] = { status: 200 }
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    )
    heard.push({ at: performance.now(), headers, body: Buffer.concat(chunks).toString() })
    if (answers.status === null) response.destroy()
    else response.writeHead(answers.status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`,
    heard,
    answers,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
