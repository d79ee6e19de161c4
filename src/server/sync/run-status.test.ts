import { expect, test } from 'vitest'
import type { RunStatus } from '#server/model/sync.ts'
import { activeStatuses, before, isActive, transitions } from './run-status.ts'

test('a run can leave exactly the statuses in which it is active or waits for a person', () => {
  const statuses = Object.keys(transitions) as RunStatus[]
  expect(statuses.filter((status) => transitions[status].length > 0).sort()).toEqual(
    [...activeStatuses, 'waiting_for_approval'].sort(),
  )
  expect(statuses.filter(isActive)).toEqual([...activeStatuses])
})

test('a run can fail from wherever a worker has it, and only what waits or stops can be cancelled', () => {
  expect(before('failed')).toEqual(['planned', 'running', 'cancelling'])
  expect(before('cancelled')).toEqual(['planned', 'cancelling', 'waiting_for_approval'])
})
