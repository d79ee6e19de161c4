import type { z } from 'zod'

/**
 * The rows of JSON as a vendor sends it, however it was saved: a page, a list of pages, a list of rows, or one row.
 * @param pages the wrappers lists come in, each giving the rows inside
 */
export function rowsIn(json: unknown, pages: z.ZodType<unknown[]>[]): unknown[] {
  if (Array.isArray(json)) return json.flatMap((each) => rowsIn(each, pages))
  for (const page of pages) {
    const { data } = page.safeParse(json)
    if (data !== undefined) return data
  }
  return [json]
}
