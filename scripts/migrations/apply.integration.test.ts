import { expect, it, onTestFinished } from 'vitest'
import { createTestDatabase } from '#server/db/testing.ts'
import { applyMigrations } from './apply.ts'

it('finds nothing to do on a database that has every migration', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  expect(await applyMigrations(database.url)).toEqual([])
})

it('tries a failed migration again once its cause is gone, from where it started', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const { rows } = await database.pool.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at DESC LIMIT 1',
  )
  await database.pool.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [rows[0]?.name])
  // What the migration would make is there already, so it fails.
  await expect(applyMigrations(database.url)).rejects.toThrow(/already exists/)
  await database.pool.query('DROP INDEX sync_run_one_active')
  expect(await applyMigrations(database.url)).toEqual([rows[0]?.name])
})

it('refuses a database whose migrations were edited afterwards, naming the migration', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  await database.pool.query(
    "UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name LIKE '%_init'",
  )
  await expect(applyMigrations(database.url)).rejects.toThrow(/_init was changed/)
})
