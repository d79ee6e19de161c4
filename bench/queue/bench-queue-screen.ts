import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyMigrations } from '#scripts/migrations/apply.ts'
import { startServer } from '#scripts/postgres/server.ts'

/**
 * Measures what the queue screen asks, each question by itself, with many jobs waiting over 200 connections and two dead
 * letters for a hundred of them; on a PostgreSQL of its own.
 * @param args numbers of waiting jobs; 100 000 and 1 000 000 when absent
 */
export async function benchQueueScreen(args: string[]): Promise<void> {
  const sizes = args.length > 0 ? args : ['100000', '1000000']
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const server = await startServer(folder)
  const url = server.url('postgres')
  try {
    await applyMigrations(url)
    const random = () => randomBytes(32).toString('base64')
    const env = {
      ...process.env,
      DATABASE_URL: url,
      CAIRN_MASTER_KEYS: `k1:${random()}`,
      AUTH_SECRET: random(),
    }
    const child = spawn(process.execPath, ['bench/queue/worker-process.ts', ...sizes], {
      env,
      stdio: 'inherit',
    })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`asking ended with ${code}`)
  } finally {
    await server.stop()
    rmSync(server.home.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}
