/**
 * `npm run web`: the web app as built, with a door of its own for deliveries of webhooks. `--port` (PORT, 3000) and
 * `--hostname` say where it listens. Ends on SIGTERM or SIGINT: answers what is under way, keeps nobody longer than two
 * seconds.
 */
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { wakeConnections } from '#server/jobs/enqueue.ts'
import { logger } from '#server/lib/logger.ts'
import { createNodeDoor } from '#server/webhooks/node-door.ts'
import { processReceiver } from '#server/webhooks/receiver.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PORT'] || '3000' },
    hostname: { type: 'string', default: '0.0.0.0' },
  },
})
const port = Number(values.port)

// React chooses its build by it, and the framework only sets it in its own command.
Object.assign(process.env, { NODE_ENV: 'production' })
const { default: next } = await import('next')
const app = next({ dev: false, hostname: values.hostname, port })
await app.prepare()
const handle = app.getRequestHandler()
const door = createNodeDoor(processReceiver(wakeConnections))

const server = createServer(async (request, response) => {
  try {
    if (!(await door(request, response))) await handle(request, response)
  } catch (error) {
    logger.error({ error }, 'a request could not be answered')
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
})
server.listen(port, values.hostname, () => logger.info({ port }, 'web ready'))

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    // Live streams never end by themselves.
    setTimeout(() => process.exit(0), 2_000).unref()
  })
}
