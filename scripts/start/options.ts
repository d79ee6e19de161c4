import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartProblem } from './problem.ts'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** What one run of the whole of Cairn is to be like. */
export type Options = {
  /** hot reload instead of the built app */
  dev: boolean
  /** seeded, with simulators, and with keys of its own making */
  demo: boolean
  /** for scripts/seed.ts */
  seedArgs: string[]
  /** the address the web app listens on */
  host: string
  port: number
  simulatorsPort: number
  /** a PostgreSQL of the user's own */
  databaseUrl: string | undefined
  /** holds what a run keeps: database, keys, logs */
  dataFolder: string
}

function readPort(source: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = source[name] || String(fallback)
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new StartProblem(`${name} must be a port number between 1 and 65535, not "${text}".`)
}

/**
 * @param source environment variables
 * @param args command line after the script's name
 * @throws StartProblem for a bad value
 */
export function readOptions(source: NodeJS.ProcessEnv, args: string[]): Options {
  const options = {
    dev: args.includes('--dev'),
    demo: source['DEMO'] !== '0',
    seedArgs: [],
    // The demo's passwords are printed for all to see: it is for this machine unless HOST says otherwise.
    host: source['HOST'] || '127.0.0.1',
    port: readPort(source, 'PORT', 3000),
    simulatorsPort: readPort(source, 'SIMULATORS_PORT', 4010),
    databaseUrl: source['DATABASE_URL'] || undefined,
    dataFolder: join(projectFolder, '.data'),
  }
  if (options.demo && options.port === options.simulatorsPort) {
    throw new StartProblem(`PORT and SIMULATORS_PORT are both ${options.port}. Give them different numbers.`)
  }
  return options
}
