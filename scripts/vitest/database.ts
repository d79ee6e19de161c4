import { Client } from 'pg'
import { applyMigrations } from '#scripts/migrations/apply.ts'
import { startTemporaryServer } from '#scripts/postgres/server.ts'
import { TEMPLATE_DATABASE } from '#server/db/testing.ts'

/** Runs once before the integration tests: a PostgreSQL of their own with a migrated database to copy. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTemporaryServer()
  try {
    const adminUrl = server.url('postgres')
    const admin = new Client({ connectionString: adminUrl })
    await admin.connect()
    await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`)
    await admin.end()
    await applyMigrations(server.url(TEMPLATE_DATABASE))
    process.env['TEST_DATABASE_ADMIN_URL'] = adminUrl
    return () => server.stop()
  } catch (error) {
    await server.stop()
    throw error
  }
}
