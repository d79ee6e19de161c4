import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

const patience = { timeout: 3_000, interval: 5 }
let proxy: TcpProxy
let far: Socket[]
let close: () => void

/** The far end says back what it hears. */
beforeEach(async () => {
  far = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    far.push(socket)
    socket.on('error', () => undefined).on('data', (data) => socket.write(data))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startTcpProxy(() => (server.address() as AddressInfo).port)
  close = () => {
    for (const socket of far) socket.destroy()
    server.close()
  }
})
afterEach(async () => {
  await proxy.close()
  close()
})

async function call() {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true })
  const heard = { text: '', error: '', ended: false }
  socket
    .on('data', (data) => {
      heard.text += String(data)
    })
    .on('error', (error: NodeJS.ErrnoException) => {
      heard.error = error.code ?? error.message
    })
    .on('end', () => {
      heard.ended = true
    })
  await once(socket, 'connect')
  return { socket, heard }
}

test('what is said arrives whole and in order, in drips too, and its end is told', async () => {
  const { socket, heard } = await call()
  const text = 'abcdefghij'.repeat(20_000)
  socket.write(text)
  await expect.poll(() => heard.text.length, patience).toBe(text.length)
  proxy.setWeather({ kind: 'drip', bytes: 3, ms: 1 })
  socket.write('dripping')
  await expect.poll(() => heard.text, patience).toBe(`${text}dripping`)
  far[0]?.end()
  await expect.poll(() => heard.ended, patience).toBe(true)
})

test('slow lines are late by what was said, and nothing passes a hole before it is gone', async () => {
  const { socket, heard } = await call()
  proxy.setWeather({ kind: 'slow', ms: 60 })
  const began = performance.now()
  socket.write('late')
  await expect.poll(() => heard.text, patience).toBe('late')
  // There and back.
  expect(performance.now() - began).toBeGreaterThanOrEqual(118)
  proxy.setWeather({ kind: 'hole' })
  socket.write(' lost?')
  const { socket: other, heard: otherHeard } = await call()
  other.write('me too')
  await expect.poll(() => proxy.open(), patience).toBe(2)
  expect([heard.text, otherHeard.text]).toEqual(['late', ''])
  proxy.setWeather({ kind: 'clear' })
  await expect.poll(() => [heard.text, otherHeard.text], patience).toEqual(['late lost?', 'me too'])
})

test('a reset is an error at both ends, and a refusal one at the next that calls', async () => {
  const { heard } = await call()
  await expect.poll(() => far.length, patience).toBe(1)
  expect(proxy.reset()).toBe(1)
  await expect.poll(() => heard.error, patience).toBe('ECONNRESET')
  await expect.poll(() => far[0]?.destroyed, patience).toBe(true)
  proxy.setWeather({ kind: 'refuse' })
  const refused = connect({ port: proxy.port, host: '127.0.0.1' })
  const [error] = await once(refused, 'error')
  expect(error).toMatchObject({ code: 'ECONNRESET' })
})

test('half closed, the far end hears an end and can still answer', async () => {
  const { heard } = await call()
  await expect.poll(() => far.length, patience).toBe(1)
  const [end] = far
  if (!end) throw new Error('nobody called')
  const ended = once(end, 'end')
  proxy.halfClose()
  await ended
  end.write('still here')
  await expect.poll(() => heard.text, patience).toBe('still here')
})

test('silenced, the far end is gone and the caller hears neither answer nor end', async () => {
  const { socket, heard } = await call()
  socket.write('there?')
  await expect.poll(() => heard.text, patience).toBe('there?')
  expect(proxy.silence()).toBe(1)
  await expect.poll(() => far[0]?.destroyed, patience).toBe(true)
  socket.write('anybody?')
  const next = await call()
  next.socket.write('hello')
  await expect.poll(() => next.heard.text, patience).toBe('hello')
  expect(heard).toEqual({ text: 'there?', error: '', ended: false })
})
