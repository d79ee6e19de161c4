import { expect, test } from 'vitest'
import { AdapterError } from '../errors.ts'
import { readSpan } from './read-span.ts'

const start = Date.parse('2026-03-02T10:00:00.250Z')
const week = { from: new Date(start), to: new Date(start + 7 * 86_400_000) }
const toRecord = (payload: unknown) => ({ sourceId: String(payload), payload, sourceUpdatedAt: null })

/** A sale every 10,000 s; spans hold both their ends, and fail when one of `broken` is in them. */
function salesWith(broken: (at: number) => boolean) {
  const sales = Array.from({ length: 60 }, (_, index) => start + index * 10_000_000)
  let calls = 0
  const fetch = async (from: Date, to: Date) => {
    calls += 1
    const found = sales.filter((at) => at >= from.getTime() && at <= to.getTime())
    if (!found.some(broken)) return found
    throw new AdapterError('unavailable', 'The POS is out of order (500).', { status: 500 })
  }
  return { sales, fetch, calls: () => calls }
}

test.each([0, 1, 30, 59])(
  'sale %i that breaks its week is left out by its time, all others are read',
  async (index) => {
    const broken = start + index * 10_000_000
    const list = salesWith((at) => at === broken)
    const { records, leftOut } = await readSpan(list.fetch, toRecord, week)
    expect(records.map(({ payload }) => payload)).toEqual(list.sales.filter((at) => at !== broken))
    expect(leftOut).toHaveLength(1)
    const [from = 0, to = 0] = leftOut?.[0]?.place.split('/').map((time) => Date.parse(time)) ?? []
    expect(from).toBeLessThanOrEqual(broken)
    expect(to).toBeGreaterThanOrEqual(broken)
    expect(to - from).toBeLessThanOrEqual(2000)
    expect(list.calls()).toBeLessThanOrEqual(1 + 2 * Math.log2(7 * 86_400) + 6)
  },
)

test('a POS that fails for every span is out of order, which is soon seen', async () => {
  const list = salesWith(() => true)
  const always = async (from: Date, to: Date) => {
    await list.fetch(from, to).catch(() => undefined)
    throw new AdapterError('unavailable', 'The POS is out of order (500).', { status: 500 })
  }
  await expect(readSpan(always, toRecord, week)).rejects.toThrow('out of order')
  expect(list.calls()).toBeLessThan(30)
})

test('what is no record’s fault is not looked for in records', async () => {
  const refuse = async () => {
    throw new AdapterError('unauthenticated', 'The key was refused.')
  }
  await expect(readSpan(refuse, toRecord, week)).rejects.toThrow('refused')
})
