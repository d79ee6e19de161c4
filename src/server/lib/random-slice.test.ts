import { expect, test } from 'vitest'
import { randomSlice } from './random-slice.ts'

test('slices have the length asked for, are never the same, and keep their bytes whatever is drawn later', () => {
  const slices = Array.from({ length: 2_000 }, (_, number) => randomSlice(12 + (number % 21)))
  const texts = slices.map((slice) => slice.toString('hex'))
  expect(slices.map(({ length }) => length)).toEqual(slices.map((_, number) => 12 + (number % 21)))
  randomSlice(5_000)
  expect(randomSlice(5_000)).toHaveLength(5_000)
  expect(slices.map((slice) => slice.toString('hex'))).toEqual(texts)
  expect(new Set(texts).size).toBe(texts.length)
})
