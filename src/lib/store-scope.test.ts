import { expect, it } from 'vitest'
import { withStore } from './store-scope.ts'

it('carries the chosen store to an address, beside its own parameters and before its hash', () => {
  expect(withStore('/catalogue', 's1')).toBe('/catalogue?store=s1')
  expect(withStore('/catalogue?q=blue#top', 's1')).toBe('/catalogue?q=blue&store=s1#top')
})

it('leaves an address alone when no store is chosen or it names one itself', () => {
  expect(withStore('/catalogue', null)).toBe('/catalogue')
  expect(withStore('/catalogue?store=s2', 's1')).toBe('/catalogue?store=s2')
})
