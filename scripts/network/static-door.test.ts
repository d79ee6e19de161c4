import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compressScripts } from '../pages/compress.ts'
import { createStaticDoor } from './static-door.ts'

const build = mkdtempSync(join(tmpdir(), 'cairn-static-'))
const script = 'export const stones = 3\n'.repeat(50)
const server = createServer()

beforeAll(async () => {
  mkdirSync(join(build, 'static', 'chunks'), { recursive: true })
  writeFileSync(join(build, 'static', 'chunks', 'a-1.js'), script)
  writeFileSync(join(build, 'secret.br'), 'secret')
  await compressScripts(build)
  const door = createStaticDoor(build)
  server.on('request', (request, response) => {
    if (!door(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(() => {
  server.close()
  rmSync(build, { recursive: true, force: true })
})

function ask(path: string, encodings: string): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers: { 'accept-encoding': encodings } }
    get(options, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      resolve({ answer, body: Buffer.concat(parts) })
    }).once('error', reject)
  })
}

test('a script is sent as it was compressed with the build, to be kept', async () => {
  const { answer, body } = await ask('/_next/static/chunks/a-1.js?v=1', 'gzip, deflate, br')
  expect(answer.headers).toMatchObject({
    'content-type': 'application/javascript; charset=UTF-8',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
  expect(brotliDecompressSync(body).toString()).toBe(script)
})

test('who does not read brotli, or asks for anything else, is left to others', async () => {
  for (const [path, encodings] of [
    ['/_next/static/chunks/a-1.js', 'gzip'],
    ['/_next/static/chunks/a-1.js', 'gzip, br;q=0'],
    ['/_next/static/chunks/none.js', 'br'],
    ['/_next/static/../secret', 'br'],
  ] as const) {
    const { answer } = await ask(path, encodings)
    expect(answer.statusCode, `${path} with ${encodings}`).toBe(404)
  }
})
