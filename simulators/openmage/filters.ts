import { childOf, type XmlElement } from '../kit/xml.ts'
import { itemsOf, textOf } from './envelope.ts'
import { badFilters } from './faults.ts'

type Row = Record<string, string | null>
type Test = (value: string) => boolean

const numeric = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

function compare(a: string, b: string): number {
  if (numeric(a) && numeric(b)) return Number(a) - Number(b)
  return a < b ? -1 : a > b ? 1 : 0
}

function conditionOf(name: string, wanted: string): Test | null {
  switch (name) {
    case 'eq':
      return (value) => value === wanted
    case 'neq':
      return (value) => value !== wanted
    case 'gt':
      return (value) => compare(value, wanted) > 0
    case 'gteq':
    case 'from':
      return (value) => compare(value, wanted) >= 0
    case 'lt':
      return (value) => compare(value, wanted) < 0
    case 'lteq':
    case 'to':
      return (value) => compare(value, wanted) <= 0
    case 'in':
      return (value) => wanted.split(',').includes(value)
    default:
      return null
  }
}

/**
 * The filters of a list call. One condition a field: of several for the same the last one counts, as in the shop.
 * @throws {ShopFault} for a field or condition there isn't
 */
export function readFilters(args: XmlElement, fields: readonly string[]): (row: Row) => boolean {
  const tests = new Map<string, Test>()
  const filters = childOf(args, 'filters')
  for (const { key, condition, value } of [...simple(filters), ...complex(filters)]) {
    const test = conditionOf(condition, value)
    if (test === null || !fields.includes(key)) throw badFilters(fields.includes('sku') ? 102 : 101)
    tests.set(key, test)
  }
  return (row) => [...tests].every(([key, test]) => test(row[key] ?? ''))
}

const simple = (filters: XmlElement | undefined) =>
  itemsOf(filters, 'filter').map((item) => ({
    key: textOf(item, 'key'),
    condition: 'eq',
    value: textOf(item, 'value'),
  }))

const complex = (filters: XmlElement | undefined) =>
  itemsOf(filters, 'complex_filter').map((item) => {
    const inner = childOf(item, 'value')
    return {
      key: textOf(item, 'key'),
      condition: inner ? textOf(inner, 'key') : '',
      value: inner ? textOf(inner, 'value') : '',
    }
  })
