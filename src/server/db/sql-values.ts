/** Collects the values of a statement whose parts are put together at run time. */
export type SqlValues = {
  values: unknown[]
  /** Adds a value and returns its placeholder, e.g. `$3`. */
  bind(value: unknown): string
}

/** A new, empty collection, or one that goes on after `first`. */
export function sqlValues(first: readonly unknown[] = []): SqlValues {
  const values = [...first]
  return { values, bind: (value) => `$${values.push(value)}` }
}

/** A text as a LIKE pattern that finds it anywhere, with `%`, `_` and `\` taken literally. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
