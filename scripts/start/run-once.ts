import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { projectFolder } from './options.ts'
import { StartProblem } from './problem.ts'

/**
 * Runs one of our scripts to its end.
 * @param what it does, for the message when it fails
 * @throws StartProblem with the last lines it wrote
 */
export async function runOnce(what: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  await promisify(execFile)(process.execPath, args, { cwd: projectFolder, env }).catch((error) => {
    throw new StartProblem(`${what} failed.\n${String(error.stderr).trim().split('\n').slice(-8).join('\n')}`)
  })
}
