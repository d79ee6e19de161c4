import { expect, test } from 'vitest'
import { newId } from './ids.ts'

test('ids are of version 7, each its own, and sort in the order they were made in', () => {
  const ids = Array.from({ length: 10_000 }, newId)
  expect(
    ids.filter((id) => !/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id)),
  ).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  expect(
    Math.abs(Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16) - Date.now()),
  ).toBeLessThan(60_000)
})
