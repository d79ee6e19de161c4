/**
 * `npm run test:e2e [-- playwright arguments]`: the whole of Cairn on ports and a database of its own, and the browser
 * tests on it.
 */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findFreePort } from './network/ports.ts'
import { startTemporaryServer } from './postgres/server.ts'
import { bringUp } from './start/bring-up.ts'
import { listenForInterruption } from './start/interruption.ts'
import { projectFolder, readOptions } from './start/options.ts'
import { explain } from './start/problem.ts'
import { createReport } from './start/report.ts'
import { findBrowser } from './test/browser.ts'

const interruption = listenForInterruption()
const report = createReport(interruption.signal)
const resources = new AsyncDisposableStack()

function runPlaywright(env: NodeJS.ProcessEnv): Promise<number> {
  const cli = join(projectFolder, 'node_modules/@playwright/test/cli.js')
  const child = spawn(process.execPath, [cli, 'test', ...process.argv.slice(2)], {
    cwd: projectFolder,
    env,
    stdio: 'inherit',
    signal: interruption.signal,
    killSignal: 'SIGINT',
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })
}

try {
  const browser = findBrowser()
  const server = await startTemporaryServer()
  resources.defer(server.stop)
  const options = {
    ...readOptions(process.env, []),
    port: await findFreePort(),
    simulatorsPort: await findFreePort(),
    databaseUrl: server.url('postgres'),
    dataFolder: join(projectFolder, '.data', 'e2e'),
    // The tests connect their own stores, from an empty list on.
    seedArgs: ['--unconnected'],
  }
  // The simulated stores of an earlier run are kept there, with all its tests changed in them.
  rmSync(options.dataFolder, { recursive: true, force: true })
  // Stores that sell by themselves never equal what was read of them.
  process.env['SIMULATORS_PACE'] = '0'
  process.env['APP_URL'] = `http://localhost:${options.port}`
  const running = await bringUp(options, resources, report, interruption.signal)
  process.exitCode = await Promise.race([
    runPlaywright({
      ...process.env,
      E2E_BASE_URL: running.address,
      E2E_DATABASE_URL: options.databaseUrl,
      E2E_SIMULATORS_URL: `http://127.0.0.1:${options.simulatorsPort}`,
      CHROMIUM_PATH: browser,
    }),
    running.failed,
  ])
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
await resources.disposeAsync()
process.exit()
