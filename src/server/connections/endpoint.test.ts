import { expect, it } from 'vitest'
import { baseUrlOf } from './endpoint.ts'

it('leaves a live connection at the address of its vendor, also in the demo', () => {
  expect(baseUrlOf({ endpoint: 'live', vendor: 'any' }, 'http://127.0.0.1:4010')).toBeNull()
})

it('sends a simulator connection below the path of its vendor', () => {
  expect(baseUrlOf({ endpoint: 'simulator', vendor: 'any' }, 'http://127.0.0.1:4010/')).toBe(
    'http://127.0.0.1:4010/any',
  )
  expect(baseUrlOf({ endpoint: 'simulator', vendor: '../x' }, 'http://127.0.0.1:4010')).toBe(
    'http://127.0.0.1:4010/..%2Fx',
  )
})

it('refuses a simulator connection where none runs', () => {
  expect(() => baseUrlOf({ endpoint: 'simulator', vendor: 'any' }, undefined)).toThrow(
    'no simulators run here',
  )
})
