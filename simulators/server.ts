import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createControl } from './kit/control.ts'
import { jsonReply, readRequest } from './kit/http.ts'
import { drawPicture } from './kit/pictures.ts'
import { createRuntime } from './kit/runtime.ts'
import { send, serveVendor } from './kit/serve.ts'
import { readState, writeState } from './kit/state-file.ts'
import { vendorDefinitions } from './registry.ts'
import type { Clock } from './world/types.ts'

export type SimulatorOptions = {
  /** 0 takes any free port. */
  port: number
  host?: string
  seed?: number
  /** Products of the main store. */
  products?: number
  clock?: Clock
  /** How fast the stores live: 0 stands still until told to advance, 1 as fast as the clock. */
  pace?: number
  /** Where the stores are kept between two runs; read at the start, written by `close`. */
  stateFile?: string
  /** Where clients reach it, when that is not where it listens. */
  publicUrl?: string
}

export type Simulators = { url: string; close(): Promise<void> }

const systemClock: Clock = { now: () => new Date() }

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\./.test(address))
}

/**
 * Starts every registered vendor on one port: `/<vendor>/…` is that vendor's API, `/_control/…` the
 * test bench (loopback only), `/_pictures/…` the product pictures.
 * @throws when the port is taken
 */
export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const { port, host = '127.0.0.1', seed = 1, products, clock = systemClock, pace = 0, stateFile } = options
  let url = ''
  const state = stateFile === undefined ? {} : readState(stateFile)
  const runtimes = new Map(
    vendorDefinitions.map((definition) => [
      definition.vendor,
      createRuntime(definition, {
        clock,
        seed,
        products,
        pace,
        publicUrl: () => options.publicUrl ?? url,
        saved: state[definition.vendor],
      }),
    ]),
  )
  const control = createControl(runtimes)

  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(message)
    const [, first = '', second = ''] = request.path.split('/')
    const runtime = runtimes.get(first)
    if (runtime !== undefined) {
      const path = request.path.slice(first.length + 1)
      return serveVendor(runtime, { ...request, path }, response, clock)
    }
    if (first === '_pictures') return send(response, drawPicture(second))
    const act =
      first === '_control' && isLoopback(message.socket.remoteAddress)
        ? control.match(request.method, request.path)
        : null
    send(response, act === null ? jsonReply(404, { error: 'Nothing here.' }) : await act(request))
  }

  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      console.error(error)
      if (response.headersSent) response.destroy()
      else send(response, jsonReply(500, { error: 'The simulator itself failed.' }))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo
  url = `http://${host}:${address.port}`

  return {
    url,
    async close() {
      for (const { world } of runtimes.values()) world.catchUp()
      // What that brought is told as notices in a moment; they are kept with the rest.
      await Promise.resolve()
      for (const runtime of runtimes.values()) runtime.close()
      if (stateFile !== undefined) {
        const vendors = [...runtimes].map(([vendor, runtime]) => [vendor, runtime.save()] as const)
        writeState(stateFile, Object.fromEntries(vendors))
      }
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      })
    },
  }
}
