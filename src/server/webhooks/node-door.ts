import type { IncomingMessage, ServerResponse } from 'node:http'
import { readRequest } from './read-capped.ts'
import type { Receiver } from './receive.ts'

/** What the door needs of a request and its answer, whatever server they belong to. */
export type Door = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

const address = /^\/api\/webhooks\/([^/?]+)\/([^/?]+)\/?(?:\?(.*))?$/s

/**
 * Takes deliveries in before the web framework sees them, at the address of its route and with the same receiver: with the
 * framework in between it took in less than a quarter as many (docs/notices.md, "Measured").
 * @returns a function that says whether the request was a delivery and is answered
 */
export function createNodeDoor(receiver: Receiver): Door {
  return async (request, response) => {
    if (request.method !== 'POST') return false
    const [, vendor, connectionId, query] = address.exec(request.url ?? '') ?? []
    if (vendor === undefined || connectionId === undefined) return false
    const { status, retryAfter } = await receiver.receive({
      vendor: decoded(vendor),
      connectionId: decoded(connectionId),
      headers: headersOf(request),
      query: new URLSearchParams(query),
      read: readRequest(request),
    })
    response.writeHead(status, {
      'content-length': 0,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      // What was not read to its end stands in the way of a next request on the line.
      ...(request.complete ? {} : { connection: 'close' }),
    })
    response.end()
    return true
  }
}

/** What is no proper encoding is nobody's id either. */
function decoded(part: string): string {
  if (!part.includes('%')) return part
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) plain[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return plain
}
