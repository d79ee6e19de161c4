import { fieldLabel } from '#components/catalog/words.ts'
import { decimal, money } from '#lib/numbers.ts'
import { exactTime } from '#lib/time.ts'
import type { Outputs } from '#trpc/types.ts'

export type Summary = Outputs['changes']['summary']
export type Change = Outputs['changes']['list']['rows'][number]
type Field = Change['difference'][number]

export const actionWords = { create: 'New', update: 'Changed', remove: 'Gone' } as const
export const flagWords = {
  hides: 'Gone or hidden',
  zeroes: 'Stock to nothing',
  reprices: 'Price moves by over half',
} as const
export const stateWords: Record<Change['state'], string> = {
  staged: 'Not written',
  applied: 'Written',
  refused: 'Refused',
  overtaken: 'Left alone: changed since',
  failed: 'Could not be written',
}

/** "Price", "Stock in Vault". */
export function fieldWords({ field, location }: Field): string {
  if (field === 'unreadable') return 'Cannot be taken over'
  if (location) return `${fieldLabel(field)} in ${location}`
  return fieldLabel(field)
}

/** In what money and on which clocks a store's records are shown. */
export type Place = { currency: string; timeZone: string }

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** A value as people read it; "—" for none. */
export function valueWords({ field }: Pick<Field, 'field'>, value: unknown, place: Place): string {
  if (value === null || value === undefined || value === '') return '—'
  if (field.endsWith('Minor') && typeof value === 'number') return money(value, place.currency)
  if (field === 'quantity' && typeof value === 'string') return decimal(value)
  if (field === 'status' && typeof value === 'string') return value.replaceAll('_', ' ')
  if (typeof value === 'string')
    return moment.test(value) ? exactTime(new Date(value), place.timeZone) : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(' › ') || '—'
  return JSON.stringify(value)
}

/** How many of a summary's changes are of these states. */
export function countOf(summary: Summary, ...states: Change['state'][]): number {
  return summary.sums.reduce((sum, each) => sum + (states.includes(each.state) ? each.count : 0), 0)
}
