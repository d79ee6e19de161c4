import type { MappingIssue } from '../../model/issue.ts'
import { invalidValue } from '../kit/issues.ts'
import { unreadablePersonal } from '../kit/people.ts'
import { parseDay, parseInstant } from '../kit/time.ts'

/** The last moment a Date can hold is further, but no database column's. */
const LATEST_MS = Date.UTC(9999, 11, 31)

/**
 * A moment in milliseconds since 1970, before it too; 0 is BLAZE's word for none.
 * @returns null when it is none, 'unreadable' when it is no moment
 */
function readMoment(text: string | null): Date | null | 'unreadable' {
  if (text === null || text === '0') return null
  if (!/^-?\d{1,15}$/.test(text)) return parseInstant(text) ?? 'unreadable'
  const ms = Number(text)
  return Math.abs(ms) > LATEST_MS ? 'unreadable' : new Date(ms)
}

/** A moment as BLAZE writes it, or null; what cannot be one is named in `issues`. */
export function timeOf(text: string | null, field: string, issues: MappingIssue[]): Date | null {
  const moment = readMoment(text)
  if (moment !== 'unreadable') return moment
  issues.push(invalidValue(field, text ?? '', 'it was left out'))
  return null
}

/** The same of a person's record, whose values no issue shows. */
export function personalTimeOf(text: string | null, field: string, issues: MappingIssue[]): Date | null {
  const moment = readMoment(text)
  if (moment !== 'unreadable') return moment
  issues.push(unreadablePersonal(field))
  return null
}

/**
 * A personal day, such as a birthday, as YYYY-MM-DD: the UTC day of a moment, or a day in words (2001-05-31, 05/31/2001).
 * @returns null when there is none, or when it cannot be one, which `issues` then names without showing it
 */
export function personalDayOf(text: string | null, field: string, issues: MappingIssue[]): string | null {
  if (text === null) return null
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? []
  const written = parseDay(month === undefined ? text : `${year}-${month}-${day}`)
  if (written !== null) return written
  const moment = readMoment(text)
  if (moment === 'unreadable') issues.push(unreadablePersonal(field))
  return moment instanceof Date ? isoDay(moment) : null
}

/** Years before 1 have another form, and nobody was born then. */
function isoDay(moment: Date): string | null {
  const day = moment.toISOString().slice(0, 10)
  return /^\d{4}-/.test(day) ? day : null
}
