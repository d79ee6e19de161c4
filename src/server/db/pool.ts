import type { Pool } from 'pg'
import { env } from '#env'
import { logger } from '#server/lib/logger.ts'
import { createPool } from './create-pool.ts'

const shared = globalThis as typeof globalThis & { cairnPool?: Pool }
shared.cairnPool ??= createPool(env.DATABASE_URL, env.DATABASE_POOL_SIZE, (error) =>
  logger.warn({ error }, 'an idle database connection broke'),
)

/** The connections of this process. One pool, also across Next's hot reloads and bundles. */
export const pool = shared.cairnPool
