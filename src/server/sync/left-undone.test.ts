import { expect, test } from 'vitest'
import type { SyncPhase } from '#server/model/sync.ts'
import { leftUndone } from './left-undone.ts'

const phase = (entity: SyncPhase['entity'], status: SyncPhase['status']) => ({ entity, status })
const run = {
  status: 'failed',
  mode: 'full',
  errorKind: 'unreachable',
  entities: ['products', 'batches'],
  phases: [phase('products', 'done'), phase('batches', 'failed')],
} as const

test('of a sync that failed, what was not done is left', () => {
  expect(leftUndone(run)).toEqual(['batches'])
  expect(leftUndone({ ...run, status: 'cancelled', errorKind: null })).toEqual(['batches'])
  expect(leftUndone({ ...run, phases: [] })).toEqual(['products', 'batches'])
})

test('a sync without phases of an older version leaves all the connection reads', () => {
  expect(leftUndone({ ...run, entities: [], phases: [] })).toEqual([])
})

test('nothing is left of one that goes on, went well or takes back', () => {
  expect(leftUndone({ ...run, status: 'running' })).toBeNull()
  expect(leftUndone({ ...run, status: 'waiting_for_approval' })).toBeNull()
  expect(leftUndone({ ...run, mode: 'undo' })).toBeNull()
  expect(leftUndone({ ...run, phases: [phase('products', 'done')] })).toBeNull()
})

test.each(['superseded', 'refused', 'discarded'])('a difference that was %s did not fail', (errorKind) => {
  expect(leftUndone({ ...run, status: 'cancelled', errorKind })).toBeNull()
})
