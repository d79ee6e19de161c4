import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A delivery as it passed the doorway. `status` null: no answer came. `answered` false: the sender never heard it. */
export type SeenDelivery = {
  at: number
  url: string
  headers: Record<string, string>
  body: Buffer
  status: number | null
  answered: boolean
  ms: number
}

/** The way from the vendors to the web process; it sees every delivery, whatever either end says of it later. */
export type Doorway = {
  port: number
  seen: SeenDelivery[]
  /** Share of deliveries whose answer gets lost on the way back: done, and the sender cannot know. */
  loseAnswers(share: number): void
  close(): Promise<void>
}

/**
 * @param web port of the web process
 * @param random uniform in [0, 1)
 */
export async function openDoorway(web: number, random: () => number): Promise<Doorway> {
  const seen: SeenDelivery[] = []
  let lost = 0

  async function pass(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const url = message.url ?? '/'
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(message.headers)) {
      if (value !== undefined) headers[name] = String(value)
    }
    const delivery: SeenDelivery | null = url.startsWith('/api/webhooks/')
      ? { at: Date.now(), url, headers, body, status: null, answered: false, ms: 0 }
      : null
    if (delivery) seen.push(delivery)
    const began = performance.now()
    const onward = request({ port: web, host: '127.0.0.1', path: url, method: message.method, headers })
    // Whoever gives up waiting takes the request along.
    response.once('close', () => onward.destroy())
    onward.end(body)
    const [answer] = (await once(onward, 'response')) as [IncomingMessage]
    if (delivery) {
      delivery.status = answer.statusCode ?? null
      delivery.ms = performance.now() - began
      if (random() < lost) return void response.destroy()
      delivery.answered = true
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    response.flushHeaders()
    answer.pipe(response)
    answer.once('error', () => response.destroy())
  }

  const server = createServer((message, response) => {
    // The web process is gone, or went while it answered.
    pass(message, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    loseAnswers(share) {
      lost = share
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
