/**
 * `npm run web`: the web app as built, with a door of its own for deliveries of webhooks. `--port` (PORT, 3000) and
 * `--hostname` say where it listens.
 */
import { join } from 'node:path'
import { wakeConnections, wakeWithin } from '#server/jobs/enqueue.ts'
import { createNodeDoor } from '#server/webhooks/node-door.ts'
import { processReceiver } from '#server/webhooks/receiver.ts'
import { listenAt, serveUntilStopped } from './network/serve-until-stopped.ts'
import { createStaticDoor } from './network/static-door.ts'
import { projectFolder } from './start/options.ts'

const address = listenAt('3000')

// React chooses its build by it, and the framework only sets it in its own command.
Object.assign(process.env, { NODE_ENV: 'production' })
const { default: next } = await import('next')
const app = next({ dev: false, ...address })
await app.prepare()
const handle = app.getRequestHandler()
const sendStatic = createStaticDoor(join(projectFolder, '.next'))
const door = createNodeDoor(processReceiver({ wake: wakeConnections, wakeWithin }))

serveUntilStopped('web', address, async (request, response) => {
  if (sendStatic(request, response)) return
  if (!(await door(request, response))) await handle(request, response)
})
