import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { explain, StartProblem } from './problem.ts'

/**
 * Makes the folder a run keeps its things in. Others may pass through it (PostgreSQL's account has its own
 * folder inside); each secret in it is a file of its own that only its owner reads.
 * @throws StartProblem when it cannot be written to
 */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true })
    if (process.getuid?.() === 0) chmodSync(folder, 0o755)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    accessSync(join(folder, 'logs'), constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartProblem(
      `Cairn cannot write to ${folder} (${explain(error)}). Give yourself the right to (chown -R $(id -un) ${folder}), or delete the folder, then start again.`,
    )
  }
}
