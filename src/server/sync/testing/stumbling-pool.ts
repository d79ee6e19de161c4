/** For tests only: a pool whose transactions run into a mistake of ours over one record. */

import type { Pool } from 'pg'

/** @returns a pool that behaves as `pool`, but throws a TypeError for statements about a table that have `sourceId` in their values */
export function stumblingPool(pool: Pool, table: string, sourceId: string): Pool {
  async function connect() {
    const client = await pool.connect()
    const { query, release } = client
    client.query = ((...args: Parameters<typeof query>) => {
      const [text, values] = args as unknown as [string, unknown[] | undefined]
      const about =
        new RegExp(`\\b${table}\\b`).test(text) && JSON.stringify(values ?? []).includes(`"${sourceId}"`)
      if (about) return Promise.reject(new TypeError('cannot read properties of undefined'))
      return query.apply(client, args)
    }) as typeof query
    client.release = (error) => {
      Object.assign(client, { query, release })
      return release.call(client, error)
    }
    return client
  }
  return Object.create(pool, { connect: { value: connect }, query: { value: pool.query.bind(pool) } })
}
