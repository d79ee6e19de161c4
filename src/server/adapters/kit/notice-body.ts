import { parseJson } from '../../lib/parse-json.ts'

/** The fields of a notice's body; null when it is no JSON object. Long ids keep their digits. */
export function noticeFields(body: Buffer): Record<string, unknown> | null {
  try {
    const json = parseJson(body.toString('utf8'))
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : null
  } catch {
    return null
  }
}

/** An id as text, whether it came as text or as a number; null for anything else. */
export function idText(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
