import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { toDecimalText } from '../../lib/units.ts'

/** Above this a number is a typing error, and the database's columns would not hold it either. */
const LARGEST_NUMBER = 1_000_000_000

/** Text as vendors send it: trimmed; null, "", and the literal "N/A" are nothing. Characters no database takes are dropped. */
export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const tidy = String(value ?? '')
      .toWellFormed()
      .replaceAll('\u0000', '')
      .trim()
    return tidy === '' || tidy.toUpperCase() === 'N/A' ? null : tidy
  })

/** A number sent as a number or as text, as a decimal in text ("3.5"); nothing is null. */
export const decimal = text.transform((value, context) => {
  if (value === null) return null
  // Most are small whole numbers, which are decimals already.
  if (/^(?:0|[1-9]\d{0,8})$/.test(value)) return value
  const plain = value.replace(/^\$/, '').replaceAll(',', '')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain)) {
    context.addIssue({ code: 'custom', message: 'not a number' })
    return z.NEVER
  }
  const number = new Decimal(plain)
  if (number.abs().gt(LARGEST_NUMBER)) {
    context.addIssue({ code: 'custom', message: 'too large to be true' })
    return z.NEVER
  }
  return toDecimalText(number)
})

/** true or false, also as text; nothing is null. */
export const flag = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((value, context) => {
    const word = String(value ?? '')
      .trim()
      .toLowerCase()
    if (word === 'true' || word === 'yes') return true
    if (word === 'false' || word === 'no') return false
    if (word === '' || word === 'n/a') return null
    context.addIssue({ code: 'custom', message: 'neither true nor false' })
    return z.NEVER
  })

/** A list; nothing, and entries that are nothing, are left out. */
export function list<T>(item: z.ZodType<T>) {
  return z
    .array(item.nullable())
    .nullish()
    .transform((items) => (items ?? []).filter((entry): entry is NonNullable<typeof entry> => entry !== null))
}

/**
 * Records of a list, as received: each may be anything that then becomes an issue of its own. A list within the list is no
 * record but another answer than the documented one; taken for one record it would hide all that it holds.
 */
export const records = z.array(z.unknown().refine((item) => !Array.isArray(item), 'expected a record'))
