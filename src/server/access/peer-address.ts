import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { peerHeader } from './client-address.ts'

/**
 * Notes the TCP peer of every request in a header of our own, overwriting whatever a client sent under that name.
 * Next's route handlers have no socket, and its X-Forwarded-For is the client's own when the client sends one.
 * https://nodejs.org/docs/latest-v24.x/api/diagnostics_channel.html#http
 */
export function recordPeerAddress(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[peerHeader] = request.socket.remoteAddress ?? 'unknown'
  })
}
