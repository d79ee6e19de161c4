import { expect, it } from 'vitest'
import { createRequestLog } from './request-log.ts'

it('The request log counts calls by status and shows no value of a secret parameter', () => {
  const log = createRequestLog()
  const outcome = { at: new Date(0), status: 429, ms: 1.4, fault: null, budget: 'hush' }
  const query = new URLSearchParams({ page: '2', api_key: 'hush', access_token: 'hush' })
  log.add(
    { method: 'GET', path: '/products', query, headers: { authorization: 'hush' }, body: 'hush' },
    outcome,
  )
  expect(log.latest(10)).toEqual([
    {
      number: 1,
      at: '1970-01-01T00:00:00.000Z',
      method: 'GET',
      path: '/products?page=2&api_key=…&access_token=…',
      status: 429,
      ms: 1,
      fault: null,
      budget: expect.stringMatching(/^[0-9a-f]{12}$/),
    },
  ])
  expect(log.counters()).toEqual({ requests: 1, rejected: 1, byStatus: { 429: 1 } })
})
