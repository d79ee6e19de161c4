import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Pool } from 'pg'
import { engineDatabase } from './database.ts'
import { openEngine } from './engine.ts'
import { migrationsFolder, readMigrations, schemaFile } from './files.ts'

/**
 * Applies the migrations a database does not have yet, in order. Does nothing when it has them all.
 * Each is one transaction. What Prisma keeps about them lets `prisma migrate deploy` go on from there.
 * @returns names of those applied now
 * @throws Error with what PostgreSQL said, or naming a migration that was changed since it was applied
 */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const migrationsList = await readMigrationsList()
  const filters = { externalTables: [], externalEnums: [] }
  const pool = new Pool({ connectionString, connectionTimeoutMillis: 5_000, allowExitOnIdle: true })
  let scriptError: unknown
  const database = engineDatabase(pool, (error) => {
    scriptError = error
  })
  const engine = await openEngine(await readFile(schemaFile, 'utf8'), database)
  try {
    const state = await engine.diagnoseMigrationHistory({
      migrationsList,
      filters,
      optInToShadowDatabase: false,
    })
    const [edited] = state.editedMigrationNames
    if (edited !== undefined) {
      throw new Error(
        `The migration ${edited} was changed after the database had taken it. Put it back and write a new one; or start with an empty database.`,
      )
    }
    // Being one transaction, a failed migration has left nothing behind: it may be tried again.
    for (const migrationName of state.failedMigrationNames)
      await engine.markMigrationRolledBack({ migrationName })
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
    return appliedMigrationNames
  } catch (error) {
    throw scriptError ?? error
  } finally {
    engine.free()
    await pool.end()
  }
}

async function readMigrationsList() {
  const migrations = await readMigrations()
  const lockfile = 'migration_lock.toml'
  return {
    baseDir: migrationsFolder,
    lockfile: { path: lockfile, content: await readFile(join(migrationsFolder, lockfile), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  }
}
