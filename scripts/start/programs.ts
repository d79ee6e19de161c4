import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectFolder } from './options.ts'
import { StartProblem } from './problem.ts'
import type { Report } from './report.ts'
import { tailOf } from './tail.ts'

/** One program to keep running. */
export type Program = {
  name: string
  /** arguments of node */
  args: string[]
  /** how many times it may be started again after it ended unasked */
  restarts: number
}

/** The programs of a run. `failed` rejects when one has ended for good that should be running. */
export type Programs = { start(program: Program): void; failed: Promise<never> } & AsyncDisposable

const STOP_TIMEOUT_MS = 8_000

/** What of a line of a log is for the eyes of the person at the terminal: errors are, the rest stays in the file. */
function alarmIn(line: string): string | undefined {
  if (/^\s*⨯/.test(line)) return line.trim()
  if (!line.startsWith('{')) return undefined
  try {
    const { level, msg, error } = JSON.parse(line)
    return level === 'error' || level === 'fatal'
      ? [msg, error?.message].filter(Boolean).join(': ')
      : undefined
  } catch {
    return undefined
  }
}

/** @param env what every program gets to see */
export function createPrograms(env: NodeJS.ProcessEnv, logsFolder: string, report: Report): Programs {
  const running = new Map<ChildProcess, Promise<void>>()
  const failure = Promise.withResolvers<never>()
  // Nobody may be waiting yet when the first program fails.
  failure.promise.catch(() => undefined)
  let stopping = false

  function start(program: Program, flags = 'w'): void {
    const file = join(logsFolder, `${program.name}.log`)
    const log = createWriteStream(file, { flags })
    const parentWatch = join(projectFolder, 'scripts/start/end-with-parent.ts')
    const child = spawn(process.execPath, ['--import', parentWatch, ...program.args], {
      cwd: projectFolder,
      env,
      // Its own process group: Ctrl-C reaches us alone, and we end things in order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`)
        const alarm = stopping ? undefined : alarmIn(line)
        if (alarm !== undefined) report.line(`[${program.name}] ${alarm}`)
      })
    }
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('close', () => resolve())
    }).then(() => {
      running.delete(child)
      log.end()
      if (!stopping) afterUnwantedEnd(program, file, child.exitCode ?? child.signalCode)
    })
    running.set(child, ended)
  }

  function afterUnwantedEnd(program: Program, file: string, how: unknown): void {
    const said = `The ${program.name} ended by itself (${how}). The end of ${file}:\n${tailOf(file, 12)}`
    if (program.restarts === 0) {
      failure.reject(new StartProblem(said))
      return
    }
    report.line(`${said}\nStarting the ${program.name} again.`)
    start({ ...program, restarts: program.restarts - 1 }, 'a')
  }

  return {
    start,
    failed: failure.promise,
    async [Symbol.asyncDispose]() {
      stopping = true
      const all = [...running]
      for (const [child] of all) child.kill('SIGTERM')
      const timer = setTimeout(() => {
        for (const [child] of running) child.kill('SIGKILL')
      }, STOP_TIMEOUT_MS)
      await Promise.all(all.map(([, ended]) => ended))
      clearTimeout(timer)
    },
  }
}
