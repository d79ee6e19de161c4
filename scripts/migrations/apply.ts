import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Pool } from 'pg'
import { engineDatabase } from './database.ts'
import { openEngine } from './engine.ts'
import { migrationsFolder, readMigrations, schemaFile } from './files.ts'

/**
 * Applies the migrations a database does not have yet, in order. Does nothing when it has them all.
 * @returns names of those applied now
 * @throws Error naming the migration that failed, or that was edited after it had been applied
 */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const migrations = await readMigrations()
  const lockfile = join(migrationsFolder, 'migration_lock.toml')
  const input = {
    migrationsList: {
      baseDir: migrationsFolder,
      lockfile: { path: 'migration_lock.toml', content: await readFile(lockfile, 'utf8') },
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
      })),
    },
    filters: { externalTables: [], externalEnums: [] },
  }
  const pool = new Pool({ connectionString, connectionTimeoutMillis: 5_000, allowExitOnIdle: true })
  const engine = await openEngine(await readFile(schemaFile, 'utf8'), engineDatabase(pool))
  try {
    const state = await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false })
    if (state.editedMigrationNames.length > 0) {
      throw new Error(
        `These migrations were changed after the database had taken them: ${state.editedMigrationNames.join(', ')}. Put them back and write a new one instead.`,
      )
    }
    const { appliedMigrationNames } = await engine.applyMigrations(input)
    return appliedMigrationNames
  } finally {
    engine.free()
    await pool.end()
  }
}
