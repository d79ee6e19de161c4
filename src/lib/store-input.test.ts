import { expect, test } from 'vitest'
import { openingHoursSchema } from './opening-hours.ts'
import { storeInputSchema } from './store-input.ts'
import { usualHours } from './usual-hours.ts'

const store = {
  name: 'Pine Street',
  address: '',
  timeZone: 'America/Los_Angeles',
  openingHours: usualHours,
  jurisdiction: 'US-CA',
  customerTypes: 'both',
}
const problems = (change: object) =>
  storeInputSchema.safeParse({ ...store, ...change }).error?.issues.map((issue) => issue.path.join('.'))

test('A usual store passes.', () => {
  expect(problems({})).toBeUndefined()
})

test.each([
  [{ name: '  ' }, 'name'],
  [{ timeZone: 'Pacific' }, 'timeZone'],
  [{ timeZone: 'America/Nowhere' }, 'timeZone'],
  [{ jurisdiction: 'California' }, 'jurisdiction'],
  [{ customerTypes: 'all' }, 'customerTypes'],
])('%o is refused on its field.', (change, field) => {
  expect(problems(change)).toEqual([field])
})

const day = (...periods: [string, string][]) =>
  openingHoursSchema.safeParse({ ...usualHours, mon: periods.map(([open, close]) => ({ open, close })) })
    .success

test('Hours may pass midnight and have a break, but not overlap.', () => {
  expect(day(['18:00', '02:00'])).toBe(true)
  expect(day(['14:00', '20:00'], ['09:00', '13:00'])).toBe(true)
  expect(day(['09:00', '13:00'], ['13:00', '20:00'])).toBe(true)
  expect(day(['09:00', '15:00'], ['14:00', '20:00'])).toBe(false)
  expect(day(['09:00', '02:00'], ['20:00', '22:00'])).toBe(false)
})

test('Hours that are no hours are refused.', () => {
  expect(day(['9:00', '21:00'])).toBe(false)
  expect(day(['09:00', '24:30'])).toBe(false)
  expect(day(['09:00', '09:00'])).toBe(false)
})
