import { expect, test } from 'vitest'
import type { AdapterSession } from '#server/adapters/contract.ts'
import { AdapterError } from '#server/adapters/errors.ts'
import { systemClock } from '#server/lib/clock.ts'
import { readRecords } from './read-records.ts'

const ids = Array.from({ length: 64 }, (_, index) => `p${index}`)
const broken = new AdapterError('unavailable', 'The POS answers with 500.', { status: 500 })

/** A POS that breaks on some of its records; tells how often it was asked. */
function posWith(failing: (id: string) => AdapterError | undefined) {
  let calls = 0
  const session = {
    readAgain: {
      products: async (wanted: readonly string[]) => {
        calls += 1
        const error = wanted.map(failing).find((each) => each !== undefined)
        if (error) throw error
        return wanted.map((sourceId) => ({ sourceId, sourceUpdatedAt: null, payload: {} }))
      },
    },
  } as unknown as AdapterSession
  return {
    calls: () => calls,
    failed: async () => {
      const answers = await readRecords(session, new Map([['products', new Set(ids)]]), systemClock)
      return ids.filter((_, index) => 'error' in ([...answers.values()][index] ?? {}))
    },
  }
}

test('one record that breaks the answer stands alone, and those around it are read', async () => {
  const pos = posWith((id) => (id === 'p13' || id === 'p40' ? broken : undefined))
  expect(await pos.failed()).toEqual(['p13', 'p40'])
  expect(pos.calls()).toBeLessThan(30)
})

test('a POS that is out of order is not asked for every record', async () => {
  const pos = posWith(() => broken)
  expect(await pos.failed()).toEqual(ids)
  expect(pos.calls()).toBeLessThan(10)
})

test('what is wrong with the line costs one call', async () => {
  const pos = posWith(() => new AdapterError('timeout', 'No answer came.'))
  expect(await pos.failed()).toEqual(ids)
  expect(pos.calls()).toBe(1)
})
