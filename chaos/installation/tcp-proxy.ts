import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * What a line does to what passes over it. `slow`: every piece is late. `drip`: a few bytes at a time. `hole`: nothing
 * arrives while it lasts, and nobody is told. `refuse`: nobody gets in.
 */
export type Weather =
  | { kind: 'clear' }
  | { kind: 'slow'; ms: number }
  | { kind: 'drip'; bytes: number; ms: number }
  | { kind: 'hole' }
  | { kind: 'refuse' }

/** A line that can be made bad, for connections that are there as well as for those to come. */
export type TcpProxy = {
  port: number
  setWeather(weather: Weather): void
  /** Connections held now. */
  open(): number
  /** Ends all connections with a reset, in the middle of whatever they say. @returns how many */
  reset(): number
  /** Ends only what the callers say; what is said to them still arrives. @returns how many */
  halfClose(): number
  /** The far end is gone without a word: callers keep a connection nobody answers on. @returns how many */
  silence(): number
  close(): Promise<void>
}

/** @param target the port on this machine it leads to, asked with every connection */
export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  let weather: Weather = { kind: 'clear' }
  let changed = Promise.withResolvers<void>()
  /** Callers by what they are connected to; undefined once silenced. */
  const pairs = new Map<Socket, Socket | undefined>()

  async function pump(from: Socket, to: Socket): Promise<void> {
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; ) {
        const now = weather
        while (weather.kind === 'hole') await changed.promise
        if (now.kind === 'slow' || now.kind === 'drip') await delay(now.ms)
        const piece = chunk.subarray(at, now.kind === 'drip' ? at + now.bytes : undefined)
        at += piece.length
        if (to.destroyed) return
        if (!to.write(piece)) await once(to, 'drain')
      }
    }
    to.end()
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (caller) => {
    caller.on('error', () => undefined)
    if (weather.kind === 'refuse') {
      caller.resetAndDestroy()
      return
    }
    const far = connect({ port: target(), host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    pairs.set(caller, far)
    far.on('error', () => caller.resetAndDestroy())
    const isPair = () => pairs.get(caller) === far
    caller.once('close', () => {
      far.destroy()
      pairs.delete(caller)
    })
    far.once('close', () => {
      if (isPair()) caller.destroySoon()
    })
    const broken = () => {
      if (isPair()) caller.resetAndDestroy()
    }
    pump(caller, far).catch(broken)
    pump(far, caller).catch(broken)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const each = (act: (caller: Socket, far: Socket) => void): number => {
    const held = [...pairs].flatMap(([caller, far]) => (far ? [[caller, far] as const] : []))
    for (const [caller, far] of held) act(caller, far)
    return held.length
  }
  return {
    port: (server.address() as AddressInfo).port,
    setWeather(next) {
      weather = next
      changed.resolve()
      changed = Promise.withResolvers()
    },
    open: () => pairs.size,
    reset: () =>
      each((caller, far) => {
        far.resetAndDestroy()
        caller.resetAndDestroy()
      }),
    halfClose: () => each((_caller, far) => far.end()),
    silence: () =>
      each((caller, far) => {
        pairs.set(caller, undefined)
        far.resetAndDestroy()
        // Read on, so that nothing tells the caller that nobody is there.
        caller.resume()
      }),
    async close() {
      for (const caller of pairs.keys()) caller.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
