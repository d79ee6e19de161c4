import { startSimulators } from './server.ts'

/** The demo's pretend POS systems as a process of their own; ends on SIGTERM or SIGINT. */
const port = Number(process.env['SIMULATORS_PORT'] ?? 4010)
const simulators = await startSimulators({ port, pace: 1 })
console.log(`Simulators listen on ${simulators.url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void simulators.close())
}
