import { expect, test } from 'vitest'
import { createRandom } from '#simulators/world/random.ts'
import { tracks } from './faults.ts'
import { drawTimetable } from './timetable.ts'

const tableOf = (seed: number, ms: number) => drawTimetable(createRandom(seed), tracks, ms)

test('a seed makes its timetable, the same each time, and in three minutes every fault comes', () => {
  expect(tableOf(7, 180_000)).toEqual(tableOf(7, 180_000))
  expect(tableOf(8, 180_000)).not.toEqual(tableOf(7, 180_000))
  const all = tracks.flatMap(({ faults }) => Object.keys(faults))
  for (const seed of [1, 2, 3]) {
    const came = new Set<string>(tableOf(seed, 180_000).map(({ fault }) => fault))
    expect(all.filter((fault) => !came.has(fault))).toEqual([])
  }
})

test('on a track one thing happens at a time, and nothing outlasts the run', () => {
  const table = tableOf(7, 60_000)
  expect(table.length).toBeGreaterThan(10)
  for (const own of Map.groupBy(table, ({ track }) => track).values()) {
    for (const [index, { atMs, holdMs }] of own.entries()) {
      expect(atMs + holdMs).toBeLessThanOrEqual(60_000)
      expect(atMs + holdMs).toBeLessThan(own[index + 1]?.atMs ?? Number.POSITIVE_INFINITY)
    }
  }
})
