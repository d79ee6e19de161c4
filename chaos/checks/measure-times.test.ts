import { expect, test } from 'vitest'
import { firstDone, operationsIn, percentile, resumptions } from './measure-times.ts'

const attempt = { job: 'j', queue: 'sync.run', number: 0, startedAt: 1_000, heardAt: 9_000, lost: true }

test('a lost job went on when it was taken up again after the kill that followed its last sign of life', () => {
  const next = { ...attempt, number: 1, startedAt: 40_000, heardAt: 40_000, lost: false }
  expect(resumptions([attempt, next], [5_000, 12_000, 50_000])).toEqual([28_000])
  expect(resumptions([attempt], [12_000])).toEqual([null])
  // Its worker died of something else.
  expect(resumptions([attempt, next], [45_000])).toEqual([])
  expect(resumptions([{ ...attempt, lost: false }, next], [12_000])).toEqual([])
})

test('the first job done counts from each moment the database was back', () => {
  expect(firstDone([100, 500, 900], [90, 130, 600])).toEqual([30, 100, null])
})

test('operations are put together from beginning and end; what has no end is left out', () => {
  const entry = { what: 'worker killed -9', detail: {} }
  expect(
    operationsIn([
      { ...entry, at: 1, type: 'invoke', id: 1 },
      { ...entry, at: 2, type: 'invoke', id: 2 },
      { ...entry, at: 5, type: 'ok', id: 1, detail: { pid: 7 } },
    ]),
  ).toEqual([{ what: 'worker killed -9', began: 1, ended: 5, known: true, detail: { pid: 7 } }])
})

test('a percentile is one of the values', () => {
  expect([0.5, 0.95, 1].map((share) => percentile([40, 10, 30, 20], share))).toEqual([20, 40, 40])
  expect(percentile([], 0.5)).toBeNull()
})
