import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { projectFolder } from '#scripts/start/options.ts'

/** A process that is started again whenever it has ended, as systemd or Kubernetes would. */
export type Supervised = {
  name: string
  pid(): number
  /** Starts so far. */
  starts(): number
  /** Ends the present process, by force when it has not obeyed after 35 s. @returns milliseconds until it was gone */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number>
  /** Stops it where it is. @returns what lets the same process go on; false when it was gone by then */
  freeze(): () => boolean
  isFrozen(): boolean
  /** Ends it for good. */
  stop(): Promise<void>
}

const restartAfterMs = 1_000
/** Orchestrators usually wait 30 s. */
const patienceMs = 35_000

/**
 * @param args of node
 * @param logs folder for `<name>.log`
 */
export function supervise(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  logs: string,
  onEnd: (how: string | number | null) => void = () => undefined,
): Supervised {
  const log = createWriteStream(join(logs, `${name}.log`))
  let [starts, stopping] = [0, false]
  let frozen: ChildProcess | undefined
  let child = start()

  function start(): ChildProcess {
    starts += 1
    const parentWatch = join(projectFolder, 'scripts/start/end-with-parent.ts')
    const started = spawn(process.execPath, ['--import', parentWatch, ...args], {
      cwd: projectFolder,
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    for (const stream of [started.stdout, started.stderr]) stream.pipe(log, { end: false })
    started.once('exit', (code, signal) => {
      onEnd(signal ?? code)
      if (!stopping) void delay(restartAfterMs).then(restart)
    })
    return started
  }
  function restart(): void {
    if (!stopping) child = start()
  }

  const runs = (process: ChildProcess) => process.exitCode === null && process.signalCode === null
  async function end(signal: NodeJS.Signals, patience: number): Promise<number> {
    const [present, began] = [child, Date.now()]
    if (!runs(present)) return 0
    const ended = once(present, 'exit')
    present.kill(signal)
    const timer = setTimeout(() => present.kill('SIGKILL'), patience)
    await ended
    clearTimeout(timer)
    return Date.now() - began
  }

  return {
    name,
    pid: () => child.pid ?? 0,
    starts: () => starts,
    end: (signal) => end(signal, patienceMs),
    freeze() {
      const present = child
      present.kill('SIGSTOP')
      frozen = present
      return () => {
        const same = child === present && runs(present)
        present.kill('SIGCONT')
        if (frozen === present) frozen = undefined
        return same
      }
    },
    isFrozen: () => frozen === child,
    async stop() {
      stopping = true
      // A frozen one hears nothing else.
      child.kill('SIGCONT')
      await end('SIGTERM', 8_000)
      log.end()
    },
  }
}
