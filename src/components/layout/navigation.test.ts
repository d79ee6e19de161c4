import { expect, it } from 'vitest'
import { permissionsOf } from '#server/access/permissions.ts'
import { isCurrent, navigationFor } from './navigation.ts'

const hrefs = (...args: Parameters<typeof navigationFor>) =>
  navigationFor(...args).flatMap((section) => section.items.map((item) => item.href))

it('shows an owner everything, and the simulators only in the demo', () => {
  expect(hrefs(permissionsOf('owner'), true)).toContain('/simulators')
  expect(hrefs(permissionsOf('owner'), false)).not.toContain('/simulators')
})

it('leaves a viewer without members and customers, and without a heading over nothing', () => {
  expect(hrefs(permissionsOf('viewer'), true)).toEqual([
    '/',
    '/connections',
    '/runs',
    '/notices',
    '/catalogue',
    '/review',
    '/orders',
    '/stores',
  ])
  expect(navigationFor(permissionsOf('viewer'), true).map((section) => section.heading)).not.toContain('Demo')
})

it('marks a page by its section, and the overview by itself alone', () => {
  const items = navigationFor(permissionsOf('owner'), true).flatMap((section) => section.items)
  const current = (path: string) => items.filter((item) => isCurrent(item, path)).map((item) => item.href)
  expect(current('/connections/42')).toEqual(['/connections'])
  expect(current('/')).toEqual(['/'])
})
