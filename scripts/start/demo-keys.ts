import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain, StartProblem } from './problem.ts'

type Keys = { CAIRN_MASTER_KEYS: string; AUTH_SECRET: string }

/**
 * The keys of the demo: made at the first start, kept in a file only its owner can read.
 * A real installation brings its own; without them `#env` refuses to load.
 */
export function demoKeys(dataFolder: string): Keys & { created: boolean; file: string } {
  const file = join(dataFolder, 'demo-keys.json')
  try {
    if (existsSync(file)) return { ...(JSON.parse(readFileSync(file, 'utf8')) as Keys), created: false, file }
    const keys: Keys = {
      CAIRN_MASTER_KEYS: `demo1:${randomBytes(32).toString('base64')}`,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
    }
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
    return { ...keys, created: true, file }
  } catch (error) {
    throw new StartProblem(
      `The demo's keys in ${file} cannot be read (${explain(error)}). Restore the file, or delete ${dataFolder} to start the demo afresh.`,
    )
  }
}
