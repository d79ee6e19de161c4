import type { ShopContext } from './context.ts'

/** What a searched field of one item is: a number, a time in epoch ms, or words. */
type Value = number | string | readonly string[] | null
/** A field ending in `_at` is a time. */
export type Fields<T> = Record<string, (item: T) => Value>

type Term = { field: string | null; not: boolean; sign: string; value: string }

const termPattern = /(-)?(?:([a-z_]+):)?(>=|<=|>|<)?("[^"]*"|'[^']*'|[^\s]+)/g

function parse(query: string): Term[] {
  return [...query.matchAll(termPattern)]
    .map(([, minus, field, sign, value = '']) => ({
      field: field ?? null,
      not: minus !== undefined,
      sign: sign ?? '=',
      value: value.replaceAll(/^["']|["']$/g, ''),
    }))
    .filter(({ field, value }) => field !== null || value !== 'AND')
}

function compare(actual: number, sign: string, wanted: number): boolean {
  switch (sign) {
    case '>':
      return actual > wanted
    case '>=':
      return actual >= wanted
    case '<':
      return actual < wanted
    case '<=':
      return actual <= wanted
    default:
      return actual === wanted
  }
}

function fits(value: Value, field: string, { sign, value: wanted }: Term): boolean {
  if (typeof value === 'number') {
    const moment = Date.parse(wanted)
    const number = field.endsWith('_at') ? moment : Number(wanted.replace(/^gid:.*\//, ''))
    // Times are compared to the second: that is all that is shown of them.
    const actual = field.endsWith('_at') ? Math.floor(value / 1000) * 1000 : value
    return compare(actual, sign, number)
  }
  const words = value === null ? [] : [value].flat().map((word) => word.toLowerCase())
  return wanted
    .toLowerCase()
    .split(',')
    .some((one) =>
      words.some((word) => (one.endsWith('*') ? word.startsWith(one.slice(0, -1)) : word === one)),
    )
}

/**
 * The items a search finds: terms that all must hold. A field nobody knows is passed over and told of in the answer's
 * extensions, as the vendor does: the search then finds more than was meant.
 * @param free which words a term without a field is looked for in
 */
export function search<T>(
  items: readonly T[],
  query: string | null | undefined,
  fields: Fields<T>,
  { path, context, free }: { path: string; context: ShopContext; free(item: T): string },
): readonly T[] {
  if (query == null || query.trim() === '') return items
  const terms = parse(query)
  const unknown = terms.flatMap(({ field }) => (field !== null && !(field in fields) ? [field] : []))
  if (unknown.length > 0) {
    const warnings = unknown.map((field) => ({
      field,
      message: 'Invalid search field for this query.',
      code: 'invalid_field',
    }))
    context.warnings.push({ path: [path], query, warnings })
  }
  return items.filter((item) =>
    terms.every((term) => {
      const { field, not, value } = term
      if (field === null) return free(item).toLowerCase().includes(value.toLowerCase()) !== not
      const read = fields[field]
      return read === undefined || fits(read(item), field, term) !== not
    }),
  )
}
