import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'

/**
 * Connections for the schema engine. Prisma's own adapter cuts a script at every semicolon, also those inside
 * comments and function bodies; sent whole, PostgreSQL splits it and runs it as one transaction.
 * @param pool stays open; the caller ends it
 * @param onScriptError hears what PostgreSQL said; the engine passes on only that it said something
 */
export function engineDatabase(pool: Pool, onScriptError: (error: unknown) => void): PrismaPg {
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error: unknown) => {
        onScriptError(error)
        throw error
      })
    }
    return adapter
  }
  return factory
}
