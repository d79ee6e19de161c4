import { z } from 'zod'

/** Input fields of every paged list: `page` counts from 1. */
export const pageInput = {
  page: z.number().int().min(1).max(10_000).default(1),
  pageSize: z.number().int().min(1).max(200).default(50),
}
