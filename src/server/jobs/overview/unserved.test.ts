import { expect, it } from 'vitest'
import { unservedOf } from './unserved.ts'

const waiting = [
  { queue: 'sync.run', vendor: 'alpha' },
  { queue: 'sync.run', vendor: 'beta' },
  { queue: 'sync.check-due', vendor: '' },
]
const worker = (vendors: string[], queues: string[], state: 'working' | 'quiet' = 'working') => ({
  vendors,
  queues,
  state,
})

it('leaves nothing unserved while one worker takes everything', () => {
  expect(unservedOf(waiting, [worker([], [])])).toEqual([])
})

it('names vendors nobody takes, and jobs of no vendor when all workers are for some', () => {
  expect(unservedOf(waiting, [worker(['alpha'], [])])).toEqual([waiting[1], waiting[2]])
  expect(unservedOf(waiting, [worker(['alpha'], []), worker([], ['sync.check-due'])])).toEqual([waiting[1]])
})

it('does not count on a worker that has gone quiet', () => {
  expect(unservedOf(waiting, [worker([], [], 'quiet')])).toEqual(waiting)
})
