import type { StoreAge } from './dialect.ts'
import { categoryTypes } from './dialect.ts'
import { refuse } from './envelope.ts'
import { readInstant } from './times.ts'

export type Paging = { page: number; size: number }

/** The live service was seen to answer 400 to very small pages. */
const tooSmall = 10
const hardCeiling = 1000

function readWhole(name: string, text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) refuse('INCORRECT_VALUE', `'${text}' is invalid value for ${name}`)
  return Number(text)
}

/** `page` from 1; the size in either spelling, the store's ceiling when it isn't given. */
export function readPaging(query: URLSearchParams, age: StoreAge, usual = age.pageCeiling): Paging {
  const page = readWhole('page', query.get('page') ?? '1')
  if (page < 1) refuse('INDEX_PAGE_MUST_BE_GREATER_THAN_ZERO', 'page starts at 1')
  const asked = query.get('page_size') ?? query.get('pagesize')
  if (asked === null) return { page, size: usual }
  const size = readWhole('page_size', asked)
  if (size <= tooSmall) refuse('INCORRECT_VALUE', `page_size must be greater than ${tooSmall}`)
  if (size > hardCeiling) refuse('RESPONSE_LIMIT_EXCEEDS', `page_size must not exceed ${hardCeiling}`)
  return { page, size: Math.min(size, age.pageCeiling) }
}

export function pageOf<T>(items: readonly T[], { page, size }: Paging): T[] {
  return items.slice((page - 1) * size, page * size)
}

/** TRUE, FALSE or ALL in any case. */
export function readActive(query: URLSearchParams): 'TRUE' | 'FALSE' | 'ALL' {
  const value = (query.get('active') ?? 'TRUE').toUpperCase()
  if (value === 'TRUE' || value === 'FALSE' || value === 'ALL') return value
  return refuse(
    'INVALID_ACTIVE_PARAMETER',
    `'${value}' is invalid value. Possible values are: TRUE, FALSE, ALL`,
  )
}

export function readFlag(query: URLSearchParams, name: string, reason = 'INCORRECT_VALUE'): boolean | null {
  const value = query.get(name)
  if (value === null) return null
  if (/^(true|false)$/i.test(value)) return value.toUpperCase() === 'TRUE'
  return refuse(reason, `'${value}' is invalid value for ${name}`)
}

export function readCategoryType(query: URLSearchParams, name: string): string | null {
  const value = query.get(name)?.toUpperCase() ?? null
  if (value === null || Object.values(categoryTypes).includes(value)) return value
  return refuse('INVALID_CATEGORY_TYPE', `'${value}' is invalid value`)
}

/** @returns adult, medical, or null for both */
export function readInventoryType(query: URLSearchParams, name: string): 'adult' | 'medical' | null {
  const value = (query.get(name) ?? 'ALL').toUpperCase()
  if (value === 'ALL') return null
  if (value === 'ADULT') return 'adult'
  if (value === 'MEDICAL') return 'medical'
  return refuse('INCORRECT_VALUE', `'${value}' is invalid value. Possible values are: MEDICAL, ADULT, ALL`)
}

export function requireInstant(text: string): number {
  return (
    readInstant(text) ??
    refuse('INVALID_DATE_FORMAT', `'${text}' is not a date such as 2026-01-31T08:00:00.000-08:00`)
  )
}
