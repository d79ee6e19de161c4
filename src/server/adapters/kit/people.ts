import { toMinorUnits } from '../../lib/money.ts'
import type { MappingIssue } from '../../model/issue.ts'
import { parseDay } from './time.ts'

/** A field of a person that cannot be read. The value is personal, so no issue shows it. */
export function unreadablePersonal(field: string): MappingIssue {
  return {
    code: 'invalid_value',
    severity: 'warning',
    field,
    message: `${field} is not written in a form Cairn can read, so it was left out.`,
  }
}

/**
 * A personal day, such as a birthday, as YYYY-MM-DD.
 * @returns null when there is none, or when it cannot be one, which `issues` then names
 */
export function personalDay(text: string | null, field: string, issues: MappingIssue[]): string | null {
  if (text === null) return null
  const day = parseDay(text)
  if (day === null) issues.push(unreadablePersonal(field))
  return day
}

/**
 * An amount of an order in minor units.
 * @param amount decimal text in major units ("12.5")
 * @returns null when there is none, or when it is too large to be true, which `issues` then names
 */
export function amountOf(
  amount: string | null,
  currency: string,
  field: string,
  issues: MappingIssue[],
): number | null {
  if (amount === null) return null
  const minor = toMinorUnits(amount, currency)
  if (minor === null) issues.push(unreadablePersonal(field))
  return minor
}

/** A document with a number; null without one. */
export function documentOf(
  number: string | null,
  issuedBy: string | null,
  expiresOn: string | null,
): { number: string; issuedBy: string | null; expiresOn: string | null } | null {
  return number === null ? null : { number, issuedBy, expiresOn }
}

/** The outcome for a customer: named by nothing but the id. */
export const customerName = (sourceId: string | null) =>
  sourceId === null ? 'Customer without an id' : `Customer ${sourceId}`
