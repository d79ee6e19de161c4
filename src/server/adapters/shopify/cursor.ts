import { z } from 'zod'
import type { Cursor } from '../contract.ts'
import { AdapterError } from '../errors.ts'

/** In a bulk operation's file: which, and how many records were handed out. */
const bulkCursor = z.object({ bulk: z.string().min(1), handed: z.int().min(0) })
/** In a list: the vendor's own cursor, empty for the beginning; the filter it belongs to; how much was read with that. */
const pageCursor = z.object({ after: z.string(), filter: z.string(), count: z.int().min(0) })
export type PageCursor = z.infer<typeof pageCursor>
/** In the stock: the location, and where in its list; empty for its beginning. */
const levelCursor = z.object({ location: z.string(), after: z.string() })

export const productCursorSchema = z.union([bulkCursor, pageCursor])
export const pageCursorSchema = pageCursor
export const levelCursorSchema = levelCursor

/** @throws {AdapterError} `invalid_request` for one of another version of Cairn */
export function readCursor<T>(schema: z.ZodType<T>, cursor: Cursor | null): T | null {
  if (cursor === null) return null
  const parsed = schema.safeParse(cursor)
  if (parsed.success) return parsed.data
  throw new AdapterError(
    'invalid_request',
    'The place where reading stopped was written by another version of Cairn. Start a full sync.',
  )
}
