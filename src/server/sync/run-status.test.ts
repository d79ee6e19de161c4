import { expect, test } from 'vitest'
import type { RunStatus } from '#server/model/sync.ts'
import { activeStatuses, before, isActive, transitions } from './run-status.ts'

test('the statuses that are not over are exactly those a run can still leave', () => {
  const statuses = Object.keys(transitions) as RunStatus[]
  expect(statuses.filter(isActive)).toEqual([...activeStatuses])
})

test('a run can fail from wherever it is not over, and only what waits or stops can be cancelled', () => {
  expect(before('failed')).toEqual(['queued', 'running', 'cancelling'])
  expect(before('cancelled')).toEqual(['queued', 'cancelling'])
})
