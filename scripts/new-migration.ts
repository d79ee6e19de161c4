/** `npm run migration:new <name>`: writes what changed in schema.prisma as a migration. Needs no database. */
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { createMigration } from './migrations/create.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { empty: { type: 'boolean', default: false } },
})
const [label] = positionals
if (label === undefined) {
  console.error(
    'Say what it does: npm run migration:new add_store_phone (or -- --empty <name> for SQL of your own)',
  )
  process.exit(1)
}
const folder = await createMigration(label, new Date(), values.empty)
console.log(
  folder === undefined
    ? 'Nothing to migrate: the newest migration already leads to prisma/schema.prisma.'
    : `Wrote ${relative('.', folder)}. Read migration.sql before you commit it.`,
)
