/**
 * Runs before each integration test file is loaded: `pool` and `prisma`, which read DATABASE_URL when they are
 * first imported, then lead to a database that no other file uses.
 */
import { createTestDatabase } from '#server/db/testing.ts'

const database = await createTestDatabase()
await database.pool.end()
process.env['DATABASE_URL'] = database.url
