/**
 * The same value always gives the same text: keys sorted at every level, no white space. Dates become ISO 8601.
 * The text is safe for a `jsonb` column: a NUL or half a surrogate pair, which PostgreSQL refuses, becomes U+FFFD.
 * @throws {RangeError} nested deeper than the stack allows
 * @throws {TypeError} not JSON at all (a bigint, a cycle)
 */
export function canonicalJson(value: unknown): string {
  const text = JSON.stringify(sorted(value)) ?? 'null'
  // JSON.stringify writes both as escapes; an even number of backslashes before one means it is real.
  return text.includes('\\u') ? text.replace(unstorable, '$1\ufffd') : text
}

const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  if (value instanceof Date) return value.toJSON()
  // With a prototype: objects without one are kept as dictionaries, which cost twice as much to fill and to write.
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) {
    const entry = sorted((value as Record<string, unknown>)[key])
    if (key === '__proto__') Object.defineProperty(result, key, { value: entry, enumerable: true })
    else result[key] = entry
  }
  return result
}
