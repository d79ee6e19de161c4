/**
 * `npm run intake`: takes in deliveries of webhooks and does nothing else, for whoever leads `/api/webhooks/` past the web
 * process (`docs/running-services.md`). `--port` (PORT, 3001) and `--hostname` say where it listens. `GET /health` is 200
 * while its database answers, else 503.
 */
import { pool } from '#server/db/pool.ts'
import { wakeConnections, wakeWithin } from '#server/jobs/enqueue.ts'
import { createNodeDoor } from '#server/webhooks/node-door.ts'
import { processReceiver } from '#server/webhooks/receiver.ts'
import { listenAt, serveUntilStopped } from './network/serve-until-stopped.ts'

const door = createNodeDoor(processReceiver({ wake: wakeConnections, wakeWithin }))

serveUntilStopped('intake', listenAt('3001'), async (request, response) => {
  if (await door(request, response)) return
  const asksForHealth = request.method === 'GET' && request.url === '/health'
  response.writeHead(asksForHealth ? await health() : 404, { 'cache-control': 'no-store' }).end()
})

/** One question to the database, of which the pool gives up after its own time. */
async function health(): Promise<200 | 503> {
  return pool.query('SELECT 1').then(
    () => 200,
    () => 503,
  )
}
