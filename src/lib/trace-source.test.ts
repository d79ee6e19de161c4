import { expect, it } from 'vitest'
import { sourceValues, traceSource } from './trace-source.ts'

const payload = {
  id: 7,
  fields: { displayName: 'BLUE DREAM 3.5G', maker: { brandName: 'Northern Fields' }, note: '' },
  tags: ['indoor', 'small batch'],
  prices: [{ amount: 35 }, { amount: 60 }],
}

it('lists the plain values of a payload with their paths, a list of words as one', () => {
  expect(sourceValues(payload)).toEqual([
    { path: 'id', value: '7' },
    { path: 'fields.displayName', value: 'BLUE DREAM 3.5G' },
    { path: 'fields.maker.brandName', value: 'Northern Fields' },
    { path: 'tags', value: 'indoor, small batch' },
    { path: 'prices[0].amount', value: '35' },
    { path: 'prices[1].amount', value: '60' },
  ])
})

it('finds a value that was only written differently, before another field with a fitting key', () => {
  expect(traceSource(sourceValues(payload), 'Blue Dream 3.5 g', /name/i)?.path).toBe('fields.displayName')
  expect(traceSource(sourceValues(payload), '60', /amount/i)?.path).toBe('prices[1].amount')
})

it('prefers the field that shares most words, when Cairn says it in other words', () => {
  expect(traceSource(sourceValues(payload), 'Blue Dream eighth', /name/i)?.path).toBe('fields.displayName')
})

it('says nothing when no key fits or none of the values has a word in common', () => {
  expect(traceSource(sourceValues(payload), '12', /amount/i)).toBeNull()
  expect(traceSource(sourceValues(payload), 'Hybrid', /strain/i)).toBeNull()
})
