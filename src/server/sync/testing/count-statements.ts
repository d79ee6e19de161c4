/** For tests only: what a database is sent, transaction by transaction. */

import type { Pool } from 'pg'

/** @returns a pool that behaves as `pool`, and the texts of the statements of each connection taken from it */
export function countStatements(pool: Pool): { counting: Pool; taken: string[][] } {
  const taken: string[][] = []
  async function connect() {
    const client = await pool.connect()
    const { query, release } = client
    const texts: string[] = []
    taken.push(texts)
    client.query = ((...args: Parameters<typeof query>) => {
      texts.push(String(args[0]))
      return query.apply(client, args)
    }) as typeof query
    client.release = (error) => {
      Object.assign(client, { query, release })
      return release.call(client, error)
    }
    return client
  }
  // Single statements go by the pool itself, which takes connections in a way of its own.
  const counting = Object.create(pool, {
    connect: { value: connect },
    query: { value: pool.query.bind(pool) },
  })
  return { counting, taken }
}
