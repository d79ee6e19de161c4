import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as the POS got it. */
export type Asked = { method: string; headers: IncomingHttpHeaders; body: string }
export type Answered = { status: number; body: string; headers?: Record<string, string> }

/** Answers in the simulator's place; null lets the simulator answer. */
export type Intercept = (path: string, asked: Asked) => Answered | null

/** What stands between. `alter` changes the simulator's answers on their way. */
export type Interference = { instead?: Intercept; alter?: (body: string, path: string) => string }

export type Between = { url: string; intercept(by: Interference): void; close(): Promise<void> }

/** Of one line, and wrong for an altered body. */
const notHandedOn = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
])

/** A server that hands everything on to `target`, which it stands for in links too, unless told otherwise. */
export async function startBetween(target: string): Promise<Between> {
  let interference: Interference = {}
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '', headers } = incoming
    const act = async () => {
      const body = await text(incoming)
      const own = interference.instead?.(path, { method, headers, body })
      if (own) {
        const type = { 'content-type': 'application/json' }
        return void outgoing.writeHead(own.status, { ...type, ...own.headers }).end(own.body)
      }
      const { host: _, connection: __, 'content-length': ___, ...handedOn } = headers
      const answer = await fetch(target + path, {
        method,
        headers: Object.entries(handedOn).map(([name, value]): [string, string] => [name, String(value)]),
        ...(body !== '' && { body }),
      })
      const answered = (await answer.text()).replaceAll(target, url)
      const kept = [...answer.headers].filter(([name]) => !notHandedOn.has(name))
      outgoing.writeHead(answer.status, Object.fromEntries(kept))
      outgoing.end(interference.alter?.(answered, path) ?? answered)
    }
    // The simulator broke off, so the line breaks here too.
    act().catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    intercept: (by) => {
      interference = by
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
