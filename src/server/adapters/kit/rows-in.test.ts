import { expect, it } from 'vitest'
import { z } from 'zod'
import { rowsIn } from './rows-in.ts'

const pages = [
  z.object({ items: z.array(z.unknown()) }).transform(({ items }) => items),
  z.object({ rows: z.array(z.unknown()) }).transform(({ rows }) => rows),
]

it.each([
  ['one row', { id: 1 }, [{ id: 1 }]],
  ['a list of rows', [{ id: 1 }, { id: 2 }], [{ id: 1 }, { id: 2 }]],
  ['a page', { total: 9, rows: [{ id: 1 }] }, [{ id: 1 }]],
  ['a list of pages of both kinds', [{ items: [{ id: 1 }] }, { rows: [{ id: 2 }] }], [{ id: 1 }, { id: 2 }]],
  ['an empty page', { items: [] }, []],
  ['a wrapper that holds no list', { items: null }, [{ items: null }]],
  ['what is no object', 7, [7]],
])('finds the rows of %s', (_name, json, rows) => {
  expect(rowsIn(json, pages)).toEqual(rows)
})
