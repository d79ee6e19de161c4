import { parseInstant } from '../kit/time.ts'

/**
 * A time the way Treez's documentation writes them in requests, e.g. `2026-01-11T05:56:05.000-08:00`. Always at
 * UTC-8: `Z` is documented for ticket history only, and a plus sign in a path is read differently by different servers.
 */
export function formatTimestamp(time: Date): string {
  return `${new Date(time.getTime() - 8 * 3_600_000).toISOString().slice(0, -1)}-08:00`
}

/** A time of theirs that says its offset; null for anything else. */
export function instant(value: unknown): Date | null {
  return typeof value === 'string' ? parseInstant(value) : null
}
