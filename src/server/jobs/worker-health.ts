import { createServer, type Server } from 'node:http'
import type { Clock } from '#server/lib/clock.ts'
import type { Worker } from './start-worker.ts'

/** What a worker's health is judged by. */
export type WorkerState = {
  databaseAnswers: boolean
  /** Last time the queue gave an answer: jobs, none, or that those in hand are still this worker's. */
  lastAnswerAt: Date | null
  stopping: boolean
}

export type WorkerHealth = {
  status: 'ok' | 'draining' | 'failing'
  alive: boolean
  ready: boolean
  reason: string | null
}

/** The queue is asked every second, and the jobs in hand are confirmed every five. */
const patienceMs = 30_000

/**
 * A process that is there may still do nothing, so its being there counts for nothing: the queue must have answered it
 * lately. `alive` is whether to leave it running, `ready` whether it takes jobs.
 */
export function judgeHealth(
  { databaseAnswers, lastAnswerAt, stopping }: WorkerState,
  now: Date,
): WorkerHealth {
  const failing = (reason: string): WorkerHealth => ({
    status: 'failing',
    alive: false,
    ready: false,
    reason,
  })
  if (!databaseAnswers) return failing('The database does not answer.')
  if (stopping) {
    return { status: 'draining', alive: true, ready: false, reason: 'It ends its jobs and takes no more.' }
  }
  const silentMs = lastAnswerAt === null ? Number.POSITIVE_INFINITY : now.getTime() - lastAnswerAt.getTime()
  if (silentMs > patienceMs) return failing('The queue has not answered it for half a minute.')
  return { status: 'ok', alive: true, ready: true, reason: null }
}

export type HealthServer = {
  worker: Worker
  /** Asks the database anything; rejects when it does not answer in time. */
  ask: () => Promise<unknown>
  clock: Clock
  host: string
  port: number
}

/**
 * Answers `GET /health` (leave it running?) and `GET /ready` (does it take jobs?) with 200 or 503 and a few words: states,
 * times and a count, no names and no addresses.
 * @throws when nothing can listen at that port
 */
export async function serveHealth({ worker, ask, clock, host, port }: HealthServer): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0]
    if (request.method !== 'GET' || (path !== '/health' && path !== '/ready')) {
      response.writeHead(404).end()
      return
    }
    const databaseAnswers = await ask().then(
      () => true,
      () => false,
    )
    const { alive, ready, ...health } = judgeHealth({ ...worker.state(), databaseAnswers }, clock.now())
    response.writeHead((path === '/health' ? alive : ready) ? 200 : 503, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    })
    response.end(
      JSON.stringify({
        ...health,
        lastAnswerAt: worker.state().lastAnswerAt,
        lastJobAt: worker.lastJobAt(),
        jobs: worker.inHand().length,
      }),
    )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return server
}
