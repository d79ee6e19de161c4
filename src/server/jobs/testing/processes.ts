/** For tests only: processes as an installation has them. They read the environment of the test. */
import { type ChildProcess, spawn } from 'node:child_process'

export type Processes = {
  /** A worker, or another program of ours by its path. */
  start(program?: string, args?: string[]): ChildProcess
  /** Ends all of them, at once. */
  [Symbol.dispose](): void
}

/** @returns its `start` begins programs that end with it */
export function openProcesses(): Processes {
  const children: ChildProcess[] = []
  return {
    start(program = 'src/server/jobs/worker.ts', args = []) {
      const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      children.push(child)
      return child
    },
    [Symbol.dispose]() {
      for (const child of children) child.kill('SIGKILL')
    },
  }
}
