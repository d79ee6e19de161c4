import { explain } from '../start/problem.ts'
import { readRunSettings } from '../start/run-settings.ts'
import { CliError } from './cli-error.ts'

/**
 * Makes the settings of a running `npm start` those of this process, where its environment names no database, and checks
 * them as every program does. Modules that read `#env` must be imported after this.
 * @throws {CliError} unavailable, naming every bad variable
 */
export async function loadRunSettings(): Promise<void> {
  if (!process.env['DATABASE_URL']) Object.assign(process.env, readRunSettings())
  process.env['LOG_LEVEL'] ||= 'error'
  await import('#env').catch((error: unknown) => {
    throw new CliError('unavailable', explain(error))
  })
}
