import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const schemaFile = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** One folder under prisma/migrations: the statements, and the schema as it stands after them. */
export type Migration = { name: string; sql: string; schema: string }

/** All migrations, oldest first. */
export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8'),
      schema: await readFile(join(migrationsFolder, name, 'schema.prisma'), 'utf8'),
    })),
  )
}
