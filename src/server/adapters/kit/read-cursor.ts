import type { z } from 'zod'
import type { Cursor } from '../contract.ts'
import { AdapterError } from '../errors.ts'

/**
 * Where reading goes on, as an adapter wrote it down before; null for the beginning.
 * @throws {AdapterError} `invalid_request` for one of another version of Cairn
 */
export function readCursor<T>(schema: z.ZodType<T>, cursor: Cursor | null): T | null {
  if (cursor === null) return null
  const { data } = schema.safeParse(cursor)
  if (data !== undefined) return data
  throw new AdapterError(
    'invalid_request',
    'The place where reading stopped was written by another version of Cairn. Start a full sync.',
  )
}
