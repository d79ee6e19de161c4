/** One page as the vendor answers it; `total` null where it doesn't say how many there are. */
export type ListPage = { records: unknown[]; total: number | null }
