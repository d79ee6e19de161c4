import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { compressedEnding } from '../pages/compress.ts'

const types: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}

/**
 * Sends scripts and styles of the built app as they were compressed with it. Their names change with their contents.
 * @param buildFolder `.next` after a build; all of it that is compressed is kept in memory, some 2 MB
 * @returns whether the request was for one of them, and is answered
 */
export function createStaticDoor(
  buildFolder: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const folder = join(buildFolder, 'static')
  const bodies = new Map<string, Buffer>()
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith(compressedEnding)) continue
    const path = `/_next/static/${file.slice(0, -compressedEnding.length)}`
    bodies.set(path, readFileSync(join(folder, file)))
  }
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    const body = bodies.get(path)
    if (body === undefined || request.method !== 'GET' || !acceptsBrotli(request)) return false
    response.writeHead(200, {
      'content-type': types[extname(path)],
      'content-encoding': 'br',
      'content-length': body.length,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    })
    response.end(body)
    return true
  }
}

function acceptsBrotli(request: IncomingMessage): boolean {
  return /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''))
}
