/** For tests only: databases of their own on the server that vitest's global setup has started. */

import { Client, type Pool } from 'pg'
import { newId } from '#server/lib/ids.ts'
import { createPool } from './create-pool.ts'

/** Name of the migrated database every other one is copied from. */
export const TEMPLATE_DATABASE = 'cairn_template'

export type TestDatabase = { url: string; pool: Pool; drop(): Promise<void> }

/**
 * Makes an empty, migrated database (some 50 ms) and a pool of connections to it.
 * Call `drop` when done; it ends the pool too.
 * @param adminUrl a database of the test server other than the template
 */
export async function createTestDatabase(adminUrl = testServerUrl()): Promise<TestDatabase> {
  const name = `test_${newId().replaceAll('-', '')}`
  await runAsAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE} STRATEGY FILE_COPY`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const pool = createPool(url.href, 10, () => undefined)
  const drop = async () => {
    await pool.end()
    await runAsAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`)
  }
  return { url: url.href, pool, drop }
}

function testServerUrl(): string {
  const url = process.env['TEST_DATABASE_ADMIN_URL']
  if (!url) throw new Error('TEST_DATABASE_ADMIN_URL is not set: run integration tests through vitest')
  return url
}

async function runAsAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
