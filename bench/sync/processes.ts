import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

/** What one pass of the worker's code took. Milliseconds are sums over pages. */
export type PassResult = {
  seconds: number
  phases: {
    entity: string
    pages: number
    read: number
    created: number
    updated: number
    unchanged: number
    failed: number
    fetchMs: number
    writeMs: number
  }[]
  peakMegabytes: number
}

export type Simulators = {
  url: string
  control(method: string, path: string, body?: unknown): Promise<unknown>
  stop(): Promise<void>
}

/** Starts the pretend POS as a process of its own, with time standing still and its rate limit off. */
export async function startSimulators(
  products: number,
  port: number,
): Promise<Simulators & { vendor: string }> {
  const child: ChildProcess = spawn(process.execPath, ['simulators/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SIMULATORS_PORT: String(port),
      SIMULATORS_PACE: '0',
      SIMULATORS_PRODUCTS: String(products),
    },
  })
  if (child.stdout) await once(child.stdout, 'data')
  const url = `http://127.0.0.1:${port}`
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const [first] = (await control('GET', '/vendors')) as { vendor: string }[]
  if (!first) throw new Error('no vendor is simulated')
  await control('POST', `/${first.vendor}/limits`, { perSecond: null })
  const stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { url, control, stop, vendor: first.vendor }
}

/** Runs one command of `worker-process.ts` in a fresh process and reads its answer. */
export async function inWorker<T>(args: string[], env: Record<string, string>): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/sync/worker-process.ts', ...args], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null')
}
