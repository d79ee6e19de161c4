import { expect, test } from 'vitest'
import { productRecord } from './fixtures/records.ts'
import { recordsIn } from './records-in.ts'

const [one, other] = [productRecord(), productRecord({ id: '60a1b2c3d4e5f60718293a4c' })]

test.each([
  ['a page of `values`', { values: [one, other], skip: 0, limit: 100, total: 2 }, [one, other]],
  ['a search result', { count: 2, total: 2, searchResult: [one, other] }, [one, other]],
  ['a list by date', { count: 1, cursor: null, results: [one] }, [one]],
  ['several pages', [{ values: [one] }, { values: [other] }], [one, other]],
  ['an empty page', { values: [] }, []],
  // What a notice of a changed product brings: the same mapper reads it.
  ['a bare product', one, [one]],
])('%s is read as its records', (_what, json, records) => {
  expect(recordsIn('products', json)).toEqual(records)
})
