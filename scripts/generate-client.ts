/**
 * Writes the typed database client into src/server/db/generated from prisma/schema.prisma.
 * Prisma's CLI wants to download a schema engine first, although generating needs none:
 * pointing it at any existing program keeps the step offline (prisma 7.10).
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const prismaCli = createRequire(import.meta.url).resolve('prisma/build/index.js')
const result = spawnSync(process.execPath, [prismaCli, 'generate', '--no-hints'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
})
if (result.status !== 0) process.stdout.write(result.stdout)
process.exit(result.status ?? 1)
