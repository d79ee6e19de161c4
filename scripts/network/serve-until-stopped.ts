import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parseArgs } from 'node:util'
import { logger } from '#server/lib/logger.ts'

/** Where a service listens: `--port` and `--hostname`, else PORT or `port`, on every address. */
export function listenAt(port: string): { port: number; hostname: string } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: process.env['PORT'] || port },
      hostname: { type: 'string', default: '0.0.0.0' },
    },
  })
  return { port: Number(values.port), hostname: values.hostname }
}

/**
 * Answers requests until SIGTERM or SIGINT: then what is under way is answered, and nobody is kept longer than two seconds.
 * @param name of the service, for the log
 * @param answer what it throws is logged and answered 500
 */
export function serveUntilStopped(
  name: string,
  { port, hostname }: { port: number; hostname: string },
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): void {
  const server = createServer(async (request, response) => {
    try {
      await answer(request, response)
    } catch (error) {
      logger.error({ error }, 'a request could not be answered')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  })
  server.listen(port, hostname, () => logger.info({ port }, `${name} ready`))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0))
      server.closeIdleConnections()
      // Live streams never end by themselves.
      setTimeout(() => process.exit(0), 2_000).unref()
    })
  }
}
