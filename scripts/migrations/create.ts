import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openEngine } from './engine.ts'
import { migrationsFolder, readMigrations, schemaFile } from './files.ts'
import { noDatabase } from './no-database.ts'

const asTarget = (content: string) => ({
  tag: 'schemaDatamodel' as const,
  files: [{ path: 'schema.prisma', content }],
})

/** The statements that lead from one schema.prisma to another; empty when nothing differs. */
export async function diffSchemas(before: string | undefined, after: string): Promise<string> {
  const engine = await openEngine(after, noDatabase)
  const { stdout, exitCode } = await engine.diff({
    from: before === undefined ? { tag: 'empty' } : asTarget(before),
    to: asTarget(after),
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  engine.free()
  // 2 means "they differ", as in `prisma migrate diff --exit-code`.
  return exitCode === 2 ? (stdout ?? '') : ''
}

/** What schema.prisma says beyond the newest migration, as statements. */
export async function pendingChanges(): Promise<string> {
  const migrations = await readMigrations()
  return diffSchemas(migrations.at(-1)?.schema, await readFile(schemaFile, 'utf8'))
}

/**
 * Writes a migration folder for what changed in schema.prisma, with a copy of the schema for the next comparison.
 * @param label a few words for the folder's name
 * @param now gives the folder's place in the order
 * @param empty write it also when nothing changed, for statements Prisma cannot express
 * @returns the folder, or undefined when there was nothing to write
 */
export async function createMigration(label: string, now: Date, empty: boolean): Promise<string | undefined> {
  const sql = await pendingChanges()
  if (sql === '' && !empty) return undefined
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${stamp}_${label.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'migration.sql'), sql)
  await writeFile(join(folder, 'schema.prisma'), await readFile(schemaFile, 'utf8'))
  return folder
}
