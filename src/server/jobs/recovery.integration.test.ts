import { once } from 'node:events'
import { afterAll, expect, test } from 'vitest'
import { pool } from '#server/db/pool.ts'
import { startTestServer } from '#server/http/testing-server.ts'
import { newId } from '#server/lib/ids.ts'
import { openProcesses } from './testing/processes.ts'

const processes = openProcesses()
afterAll(() => processes[Symbol.dispose]())

/** What the POS does: each call takes a while, and while it is dead ends with a 500. */
const pos = { dead: false, inHand: 0, mostInHand: 0 }
const answerMs = 100
const server = await startTestServer((_request, response) => {
  pos.inHand += 1
  pos.mostInHand = Math.max(pos.mostInHand, pos.inHand)
  setTimeout(() => {
    pos.inHand -= 1
    response.writeHead(pos.dead ? 500 : 200).end('{}')
  }, answerMs)
})
afterAll(() => server.close())

const connectionId = newId()
const patience = { timeout: 20_000, interval: 10 }
const circuit = async () =>
  (await pool.query('SELECT state, opens FROM circuit WHERE connection_id = $1', [connectionId])).rows[0] as
    | { state: string; opens: number }
    | undefined

/** Calls a second that reach the POS, over two seconds. */
async function callsPerSecond(): Promise<number> {
  const [began, before] = [performance.now(), server.seen.length]
  await expect.poll(() => performance.now() - began, patience).toBeGreaterThan(2_000)
  return Math.round((server.seen.length - before) / ((performance.now() - began) / 1000))
}

/** Calls that were let go before the circuit opened may still be on their way when none is in hand. */
async function nothingMoreComes(): Promise<void> {
  let [seen, since] = [-1, 0]
  const quietMs = () => {
    if (seen !== server.seen.length || pos.inHand > 0) [seen, since] = [server.seen.length, performance.now()]
    return performance.now() - since
  }
  await expect.poll(quietMs, patience).toBeGreaterThan(1_500)
}

/** As if the circuit had closed so many seconds ago: the clock of the database decides. */
const closedSince = (seconds: number) =>
  pool.query(
    "UPDATE circuit SET closed_at = clock_timestamp() - $2 * interval '1 s' WHERE connection_id = $1",
    [connectionId, seconds],
  )

test('three processes probe a dead POS one at a time, and in the minute after it is back call it at most twice as often as usual', {
  timeout: 90_000,
}, async () => {
  const callers = Array.from({ length: 3 }, () =>
    processes.start('src/server/jobs/testing/caller.ts', [connectionId, server.origin]),
  )
  await expect.poll(() => server.seen.length, patience).toBeGreaterThan(30)
  const usual = await callsPerSecond()

  pos.dead = true
  await expect.poll(async () => (await circuit())?.state, patience).toBe('open')
  await nothingMoreComes()
  const [seenBefore, probes] = [server.seen.length, 5]
  pos.mostInHand = 0
  for (let count = 1; count <= probes; count += 1) {
    const opens = (await circuit())?.opens ?? 0
    // The time an open circuit stays open, passed.
    await pool.query('UPDATE circuit SET open_until = clock_timestamp() WHERE connection_id = $1', [
      connectionId,
    ])
    await expect.poll(async () => (await circuit())?.opens, patience).toBe(opens + 1)
  }
  const probed = server.seen.length - seenBefore
  const atOnce = pos.mostInHand
  expect({ probed, atOnce }).toEqual({ probed: probes, atOnce: 1 })

  pos.dead = false
  await pool.query('UPDATE circuit SET open_until = clock_timestamp() WHERE connection_id = $1', [
    connectionId,
  ])
  await expect.poll(async () => (await circuit())?.state, patience).toBe('closed')
  const rates = [await callsPerSecond()]
  for (const seconds of [18, 25, 50, 59]) {
    await closedSince(seconds)
    rates.push(await callsPerSecond())
  }
  console.log(
    `3 processes, usually ${usual} calls a second; dead: ${probed} probes in ${probes} openings, ${atOnce} at a time; ` +
      `0, 18, 25, 50 and 59 s after closing: ${rates.join(', ')} calls a second`,
  )
  for (const rate of rates) expect(rate).toBeLessThanOrEqual(2 * usual)
  expect(rates[0]).toBeLessThan(usual)
  expect((await circuit())?.state).toBe('closed')
  for (const caller of callers) caller.kill('SIGTERM')
  await Promise.all(callers.map((caller) => once(caller, 'close')))
})
