import type { Pool } from 'pg'

/**
 * The least any sync can do: the same rows, already mapped and in memory, upserted page by page into an empty copy of
 * their table with the same indexes, one statement and one transaction a page.
 * @param pageSize rows a statement
 * @returns seconds, and how many rows there were
 */
export async function bareUpsert(
  pool: Pool,
  table: string,
  pageSize: number,
): Promise<{ seconds: number; rows: number }> {
  await pool.query(
    `DROP TABLE IF EXISTS bare_${table}; CREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL)`,
  )
  const { rows: columns } = await pool.query<{ name: string; key: boolean }>(
    `SELECT a.attname AS name, a.attnum = ANY(i.indkey) AS key
       FROM pg_attribute a JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
      WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [table],
  )
  const keys = columns.filter((column) => column.key).map((column) => column.name)
  const sets = columns.filter((column) => !column.key).map(({ name }) => `${name} = excluded.${name}`)
  const statement = `INSERT INTO bare_${table} SELECT * FROM jsonb_populate_recordset(NULL::bare_${table}, $1::jsonb)
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sets.join(', ')}`
  const { rows } = await pool.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${table} t`)
  const started = performance.now()
  for (let start = 0; start < rows.length; start += pageSize) {
    await pool.query(statement, [JSON.stringify(rows.slice(start, start + pageSize).map(({ row }) => row))])
  }
  const seconds = (performance.now() - started) / 1000
  await pool.query(`DROP TABLE bare_${table}`)
  return { seconds, rows: rows.length }
}
