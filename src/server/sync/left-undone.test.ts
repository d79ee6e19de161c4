import { expect, test } from 'vitest'
import type { SyncPhase } from '#server/model/sync.ts'
import { recordsLeftOut } from './conclude-run.ts'
import { leftUndone } from './left-undone.ts'

const phase = (entity: SyncPhase['entity'], status: SyncPhase['status'], failed = 0) => ({
  ...{ entity, status, failed },
})
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

test('of one in which the POS could not hand out some records, the kinds they are of are left', () => {
  const phases = [phase('products', 'done', 1), phase('batches', 'done')]
  const partly = { ...run, status: 'partly_failed', phases } as const
  expect(leftUndone({ ...partly, errorKind: recordsLeftOut })).toEqual(['products'])
  expect(leftUndone({ ...partly, errorKind: null })).toBeNull()
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
