import { expect, test } from 'vitest'
import type { SyncPhase } from '#server/model/sync.ts'
import { describeRun } from './describe-run.ts'

const start = new Date('2026-01-01T00:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const phase = (change: Partial<SyncPhase>): SyncPhase => ({
  entity: 'products',
  status: 'waiting',
  step: null,
  error: null,
  pages: 0,
  total: null,
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  deleted: 0,
  startedAt: null,
  endedAt: null,
  ...change,
})

test('a running phase and one to come are counted at the rate so far', () => {
  const phases = [
    phase({ status: 'running', total: 1000, read: 400, startedAt: start.toISOString() }),
    phase({ entity: 'inventory' }),
  ]
  expect(describeRun({ status: 'running', phases }, after(4))).toEqual({
    recordsPerSecond: 100,
    secondsLeft: 16,
  })
})

test('a run that is over has a rate and no time left, however much later it is looked at', () => {
  const done = {
    status: 'done',
    total: 100,
    read: 100,
    startedAt: start.toISOString(),
    endedAt: after(10).toISOString(),
  } as const
  expect(describeRun({ status: 'succeeded', phases: [phase(done)] }, after(9999))).toEqual({
    recordsPerSecond: 10,
    secondsLeft: null,
  })
})

test('before the first record nothing is promised', () => {
  const phases = [phase({ status: 'running', startedAt: start.toISOString() })]
  expect(describeRun({ status: 'running', phases }, after(5))).toEqual({
    recordsPerSecond: null,
    secondsLeft: null,
  })
})
