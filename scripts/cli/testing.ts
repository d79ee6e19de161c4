/** For tests only: the command as people run it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { projectFolder } from '../start/options.ts'

export type Ran = { code: unknown; out: string; err: string }

/**
 * Runs `cairn` as a process of its own.
 * @param env laid over this process's; `undefined` takes a variable out
 */
export async function runCairn(
  args: string[],
  options: { input?: string; env?: Record<string, string | undefined> } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, ['scripts/cairn.ts', ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...options.env },
  })
  // A command that ends before it has read all is no failure of the test.
  child.stdin.on('error', () => undefined).end(options.input ?? '')
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, out, err }
}
