import { z } from 'zod'

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
