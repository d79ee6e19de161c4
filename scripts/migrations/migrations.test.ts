import { expect, it } from 'vitest'
import { diffSchemas, pendingChanges } from './create.ts'

const before = `
  datasource db {
    provider = "postgresql"
  }
  model Shelf {
    id String @id
  }`

it('has a migration for everything schema.prisma says', async () => {
  expect(await pendingChanges()).toBe('')
})

it('writes what leads from one schema to another, without a database', async () => {
  const after = before.replace('@id', '@id\n    label String?')
  expect(await diffSchemas(before, after)).toContain('ALTER TABLE "Shelf" ADD COLUMN     "label" TEXT')
  expect(await diffSchemas(before, before)).toBe('')
})
