import { expect, it, onTestFinished } from 'vitest'
import { createTestDatabase } from '#server/db/testing.ts'
import { applyMigrations } from './apply.ts'
import { readMigrations } from './files.ts'

it('finds nothing to do on a database that has every migration', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  expect(await applyMigrations(database.url)).toEqual([])
})

it('tries a failed migration again once its cause is gone, from where it started', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  const all = (await readMigrations()).map(({ name }) => name)
  const people = all.findIndex((name) => name.endsWith('_people'))
  // An empty database but for the name that one of the migrations gives to a table.
  await database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE SEQUENCE person_key')
  await expect(applyMigrations(database.url)).rejects.toThrow(/"person_key" already exists/)
  await database.pool.query('DROP SEQUENCE person_key')
  expect(await applyMigrations(database.url)).toEqual(all.slice(people))
})

it('refuses a database whose migrations were edited afterwards, naming the migration', async () => {
  const database = await createTestDatabase()
  onTestFinished(database.drop)
  await database.pool.query(
    "UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name LIKE '%_init'",
  )
  await expect(applyMigrations(database.url)).rejects.toThrow(/_init was changed/)
})
