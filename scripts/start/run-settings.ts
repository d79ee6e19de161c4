import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './options.ts'

/** What a run makes up and other commands need to work with the same data. */
const names = [
  'DATABASE_URL',
  'CAIRN_MASTER_KEYS',
  'AUTH_SECRET',
  'SIMULATORS_URL',
  'DEMO',
  'APP_URL',
] as const

const fileIn = (dataFolder: string) => join(dataFolder, 'run-settings.json')

/** Keeps the settings of a run while it lasts, in a file only its owner reads. */
export function keepRunSettings(dataFolder: string, env: NodeJS.ProcessEnv): Disposable {
  const file = fileIn(dataFolder)
  const kept = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 })
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) }
}

/** The settings of the run that uses a data folder; none when there is none. */
export function readRunSettings(dataFolder = join(projectFolder, '.data')): Record<string, string> {
  const file = fileIn(dataFolder)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
