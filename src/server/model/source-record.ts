/** One record as received: `payload` is kept whole, also the fields we don't know. */
export type SourceRecord = { sourceId: string; payload: unknown; sourceUpdatedAt: Date | null }
