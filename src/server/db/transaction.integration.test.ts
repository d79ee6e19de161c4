import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './testing.ts'
import { inTransaction } from './transaction.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const count = async () => {
  const { rows } = await database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM rate_limit')
  return rows[0]?.n
}

it('keeps what a transaction wrote when it resolves', async () => {
  const result = await inTransaction(async (tx) => {
    await tx.query("INSERT INTO rate_limit (key) VALUES ('kept')")
    return 'done'
  }, database.pool)
  expect(result).toBe('done')
  expect(await count()).toBe(1)
})

it('keeps nothing when it throws, and gives the connection back', async () => {
  const before = await count()
  const attempt = inTransaction(async (tx) => {
    await tx.query("INSERT INTO rate_limit (key) VALUES ('lost')")
    throw new Error('changed my mind')
  }, database.pool)
  await expect(attempt).rejects.toThrow('changed my mind')
  expect(await count()).toBe(before)
  expect(database.pool.idleCount).toBe(database.pool.totalCount)
})

it('closes a connection that cannot roll back instead of reusing it', async () => {
  const attempt = inTransaction(async (tx) => {
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())')
  }, database.pool)
  await expect(attempt).rejects.toThrow()
  expect(await count()).toBe(1)
})
