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
  /** Sends a signal to the present process. @returns resolves with the moment it has ended; never for a SIGSTOP alone */
  signal(signal: NodeJS.Signals): Promise<number>
  /** Ends it for good. */
  stop(): Promise<void>
}

const restartAfterMs = 1_000

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

  return {
    name,
    pid: () => child.pid ?? 0,
    starts: () => starts,
    async signal(signal) {
      const present = child
      const ended = present.exitCode === null && present.signalCode === null ? once(present, 'exit') : null
      present.kill(signal)
      await ended
      return Date.now()
    },
    async stop() {
      stopping = true
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        // A frozen one hears nothing else.
        child.kill('SIGCONT')
        child.kill('SIGTERM')
        const timer = setTimeout(() => child.kill('SIGKILL'), 8_000)
        await ended
        clearTimeout(timer)
      }
      log.end()
    },
  }
}
