import { startSimulators } from './server.ts'

/**
 * The pretend POS systems as a process of their own; ends on SIGTERM or SIGINT.
 * SIMULATORS_PORT (4010), SIMULATORS_PACE (1: stores live as fast as the clock, 0: they stand still),
 * SIMULATORS_PRODUCTS (products of the main store), SIMULATORS_STATE (file that keeps the stores between runs),
 * SIMULATORS_PUBLIC_URL (where clients reach them, when that is not where they listen).
 */
function readNumber(name: string, usual: number): number {
  const value = Number(process.env[name] ?? usual)
  if (Number.isFinite(value) && value >= 0) return value
  console.error(`${name} must be a number, 0 or more; it is "${process.env[name]}".`)
  process.exit(1)
}

const port = readNumber('SIMULATORS_PORT', 4010)
const products = readNumber('SIMULATORS_PRODUCTS', 0)
const stateFile = process.env['SIMULATORS_STATE']
const publicUrl = process.env['SIMULATORS_PUBLIC_URL']
try {
  const simulators = await startSimulators({
    port,
    pace: readNumber('SIMULATORS_PACE', 1),
    ...(products > 0 && { products }),
    ...(stateFile && { stateFile }),
    ...(publicUrl && { publicUrl }),
  })
  console.log(`Simulators listen on ${simulators.url}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void simulators.close())
  }
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  if (!taken) throw error
  console.error(`Port ${port} is in use. Set SIMULATORS_PORT to a free one, or stop what holds it.`)
  process.exit(1)
}
