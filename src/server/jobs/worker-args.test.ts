import { expect, it } from 'vitest'
import { readWorkerScope } from './worker-args.ts'

const known = { vendors: ['alpha', 'beta'], queues: ['sync.run', 'sync.check-due', 'notices.process'] }
const read = (args: string[], environment = {}) => readWorkerScope(args, environment, known)

it('takes everything when nothing is said', () => {
  expect(read([])).toEqual({ vendors: null, queues: null })
  expect(read([], { WORKER_VENDORS: '', WORKER_QUEUES: ' , ' })).toEqual({ vendors: null, queues: null })
})

it('takes an area as all its queues, and a whole name as that queue', () => {
  expect(read(['--queues=sync']).queues).toEqual(['sync.run', 'sync.check-due'])
  expect(read(['--queues', 'sync.run, notices']).queues).toEqual(['sync.run', 'notices.process'])
})

it('believes the command line before the environment', () => {
  const environment = { WORKER_VENDORS: 'alpha', WORKER_QUEUES: 'notices' }
  expect(read([], environment)).toEqual({ vendors: ['alpha'], queues: ['notices.process'] })
  expect(read(['--vendors=beta'], environment)).toEqual({ vendors: ['beta'], queues: ['notices.process'] })
})

it.each([
  [['--vendors=alpha,gamma'], 'There is no vendor gamma. There are: alpha, beta.'],
  [['--queues=mail'], 'There is no queue mail. There are: sync, notices, sync.run'],
  [['--vendor=alpha'], 'A worker takes --vendors and --queues.'],
])('refuses %s and lists what there is', (args, words) => {
  expect(() => read(args)).toThrow(words)
})
