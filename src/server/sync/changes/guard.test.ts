import { expect, test } from 'vitest'
import { hides, movesByHalf, reprices } from '#server/ingest/preview/flags.ts'
import type { PriceState, ProductState } from '#server/ingest/products/product-state.ts'
import { type GuardCounts, guardLimitsSchema, judge, wordsOf } from './guard.ts'

const limits = guardLimitsSchema.parse({})
const nothing = { count: 0, known: 0 }
const counts = (change: Partial<GuardCounts>): GuardCounts => ({
  ...{ gone: nothing, zeroed: nothing, repriced: nothing, customers: nothing, batches: nothing },
  ...change,
})

test('a run goes on up to its limits and stops beyond each of them', () => {
  const known = 100
  const beyond: [keyof GuardCounts, number][] = [
    ['gone', 20],
    ['zeroed', 30],
    ['repriced', 25],
    ['customers', 20],
    ['batches', 80],
  ]
  for (const [measure, most] of beyond) {
    expect(judge(counts({ [measure]: { count: most, known } }), limits).stopped).toBe(false)
    const judgement = judge(counts({ [measure]: { count: most + 1, known } }), limits)
    expect(judgement.stopped).toBe(true)
    expect(wordsOf(judgement)).toEqual([expect.stringContaining(`${most + 1} of 100`)])
  }
})

test('of a handful of items all may change; a connection may ask to be told sooner or never', () => {
  expect(judge(counts({ gone: { count: 9, known: 9 } }), limits).stopped).toBe(false)
  expect(judge(counts({ gone: { count: 10, known: 10 } }), limits).stopped).toBe(true)
  const gone = { gone: { count: 1, known: 50 } }
  expect(judge(counts(gone), { ...limits, gone: 0 }).stopped).toBe(true)
  expect(judge(counts({ gone: { count: 50, known: 50 } }), { ...limits, gone: 1 }).stopped).toBe(false)
})

test('a price moves by more than half up or down, not at the half itself, and from nothing to anything', () => {
  expect([movesByHalf(1000, 500), movesByHalf(1000, 499)]).toEqual([false, true])
  expect([movesByHalf(1000, 1500), movesByHalf(1000, 1501)]).toEqual([false, true])
  expect([movesByHalf(0, 1), movesByHalf(0, 0)]).toEqual([true, false])
})

const price = (kind: string, amountMinor: number): PriceState => ({
  ...{ kind, amountMinor, currency: 'USD' },
  ...{ minQuantity: null, quantityUnit: null, label: '' },
})
const product = (status: string, prices: PriceState[], sourceId = 'v') =>
  ({ status, variants: [{ sourceId, prices }] }) as unknown as ProductState

test('only what was on show is hidden; a sale that begins moves no price, a regular price that goes does', () => {
  expect(hides(product('active', []), product('hidden', []))).toBe(true)
  expect(hides(product('inactive', []), product('deleted', []))).toBe(false)
  const before = product('active', [price('regular', 1000)])
  expect(reprices(before, product('active', [price('regular', 1000), price('sale', 100)]))).toBe(false)
  expect(reprices(before, product('active', [price('sale', 1000)]))).toBe(true)
  expect(reprices(before, product('active', [price('regular', 1)], 'another'))).toBe(false)
})
