import { parseTimestamp } from '../kit/time.ts'

/** A time the way the shop keeps and compares them: UTC, without saying so. */
export function formatTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ')
}

export function parseTime(text: string | null): Date | null {
  return text === null ? null : parseTimestamp(text, 'UTC')
}
