import type { IncomingMessage } from 'node:http'

/** A request read whole. Header names are lower case. */
export type SimRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: string
}

export type Reply = { status: number; headers?: Record<string, string>; body: string }

/** Larger than any call of a POS client; keeps a stray upload from filling memory. */
const maxBodyBytes = 1_000_000

export async function readRequest(message: IncomingMessage): Promise<SimRequest> {
  const url = new URL(message.url ?? '/', 'http://simulator.invalid')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= maxBodyBytes) chunks.push(chunk)
  }
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(body),
  }
}

/** The body as a JSON object; `{}` when it is empty; null when it is anything else. */
export function readJson(request: SimRequest): Record<string, unknown> | null {
  if (request.body.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(request.body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** The fields of an `application/x-www-form-urlencoded` body. */
export function readForm(request: SimRequest): URLSearchParams {
  return new URLSearchParams(request.body)
}
