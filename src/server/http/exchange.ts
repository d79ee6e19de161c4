import { type Dispatcher, request } from 'undici'
import { networkFailure } from './failure.ts'

export type Answer = { status: number; headers: Headers; text: string }

export type Call = {
  dispatcher: Dispatcher
  url: URL
  method: Dispatcher.HttpMethod
  headers: Record<string, string>
  body: string | null
  signal: AbortSignal
}

/**
 * Sends one request and reads the whole answer, whatever its status.
 * @throws {AdapterError} when no complete answer came; the signal's reason when aborted
 */
export async function exchange({ url, ...options }: Call): Promise<Answer> {
  const head = await request(url, options).catch((error: unknown) => {
    options.signal.throwIfAborted()
    throw networkFailure(error, 'head')
  })
  const text = await head.body.text().catch((error: unknown) => {
    options.signal.throwIfAborted()
    throw networkFailure(error, 'body')
  })
  return { status: head.statusCode, headers: toHeaders(head.headers), text }
}

function toHeaders(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  return headers
}
