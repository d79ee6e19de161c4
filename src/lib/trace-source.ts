/** A value somewhere in a payload; `path` in dots. Lists of plain values count as one value. */
export type SourceValue = { path: string; value: string }

/** Payloads are shown to people; past this many values nobody reads on. */
const most = 2000

/** Every plain value of a payload with its path, in the payload's own order. Empty ones are left out. */
export function sourceValues(payload: unknown): SourceValue[] {
  const found: SourceValue[] = []
  function walk(value: unknown, path: string): void {
    if (found.length >= most || value === null || value === undefined || value === '') return
    if (Array.isArray(value)) {
      if (value.length > 0 && value.every((each) => typeof each !== 'object')) {
        found.push({ path, value: value.join(', ') })
      } else {
        value.forEach((each, index) => {
          walk(each, `${path}[${index}]`)
        })
      }
    } else if (typeof value === 'object') {
      for (const [key, each] of Object.entries(value)) walk(each, path === '' ? key : `${path}.${key}`)
    } else {
      found.push({ path, value: String(value) })
    }
  }
  walk(payload, '')
  return found
}

/** The same word whatever its case, spaces and punctuation. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Whether two values differ in case, spaces and punctuation only. */
export function sameWords(first: string, second: string): boolean {
  return plain(first) === plain(second)
}

/** Share of the words of both that both have, 0 to 1. */
function overlap(first: string, second: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  const [one, other] = [words(first), words(second)]
  return one.intersection(other).size / Math.max(1, one.union(other).size)
}

/**
 * Where in a payload a canonical value most likely came from: a field whose key fits `hint` and that says the same,
 * else the same in other letters, else the one that shares most words; null when none shares any.
 * Knows nothing of any vendor: `hint` matches the last key of a path.
 */
export function traceSource(
  values: readonly SourceValue[],
  canonical: string,
  hint: RegExp,
): SourceValue | null {
  const fitting = values.filter(({ path }) =>
    hint.test(
      path
        .replace(/\[\d+\]/g, '')
        .split('.')
        .at(-1) ?? '',
    ),
  )
  return (
    fitting.find(({ value }) => value === canonical) ??
    fitting.find(({ value }) => sameWords(value, canonical)) ??
    fitting
      .filter(({ value }) => overlap(value, canonical) > 0)
      .sort((first, second) => overlap(second.value, canonical) - overlap(first.value, canonical))[0] ??
    null
  )
}
