import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../world/types.ts'
import { drawFault } from './faults.ts'
import type { Reply, SimRequest } from './http.ts'
import type { VendorRuntime } from './runtime.ts'

const errorPage: Reply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>Something went wrong</h1></body></html>',
}

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** Promises the whole body, sends half and hangs up. */
function sendCut(response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, 'content-length': bytes.length + 1 })
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy())
}

/** Sends half of the body, waits, sends the rest. */
async function sendSlowly(
  response: ServerResponse,
  { status, headers, body }: Reply,
  wait: () => Promise<void>,
): Promise<void> {
  const bytes = Buffer.from(body)
  const half = Math.ceil(bytes.length / 2)
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  response.write(bytes.subarray(0, half))
  await wait()
  response.end(bytes.subarray(half))
}

async function answer(runtime: VendorRuntime, request: SimRequest, clock: Clock): Promise<Reply> {
  const { simulator, rates, world } = runtime
  const key = simulator.rateKey(request)
  if (key !== null && !rates.take(key, clock.now().getTime())) {
    return simulator.overLimit(runtime.faults.retryAfterSeconds)
  }
  world.catchUp()
  const reply = await simulator.handle(request)
  const { brokenBy } = runtime.faults
  return brokenBy !== null && reply.body.includes(brokenBy) ? simulator.serverError(500) : reply
}

/** Answers one call of a vendor's API, through its budget and whatever faults are set. */
export async function serveVendor(
  runtime: VendorRuntime,
  request: SimRequest,
  response: ServerResponse,
  clock: Clock,
): Promise<void> {
  const at = clock.now()
  const began = performance.now()
  const { fault, delayMs, serverErrorStatus } = drawFault(runtime.random, runtime.faults)
  const reply = await answer(runtime, request, clock)
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  const wait = async (ms: number) => {
    if (ms > 0) await delay(ms, undefined, { signal: closed.signal }).catch(() => undefined)
  }
  await wait(delayMs)

  const done = (status: number) =>
    runtime.log.add(request, {
      at,
      status,
      ms: performance.now() - began,
      fault: fault === 'none' ? null : fault,
      budget: runtime.simulator.rateKey(request),
    })
  const finish = (sent: Reply, write = send) => {
    done(sent.status)
    write(response, sent)
  }
  switch (fault) {
    case 'none':
      return finish(reply)
    case 'drop':
      done(0)
      response.destroy()
      return
    case 'server-error':
      return finish(runtime.simulator.serverError(serverErrorStatus))
    case 'rate-limit':
      return finish(runtime.simulator.overLimit(runtime.faults.retryAfterSeconds))
    case 'html':
      return finish(errorPage)
    case 'truncate':
      return finish({ ...reply, body: reply.body.slice(0, Math.floor(reply.body.length * 0.6)) })
    case 'cut':
      return finish(reply, sendCut)
    case 'slow-body':
      done(reply.status)
      return sendSlowly(response, reply, () => wait(runtime.faults.slowMs))
  }
}
