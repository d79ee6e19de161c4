import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createBackoff } from './backoff.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

it('keeps every wait between the first one, three times the one before and the cap', () => {
  fc.assert(
    fc.property(fc.array(random, { minLength: 1, maxLength: 30 }), (numbers) => {
      const left = [...numbers]
      const next = createBackoff({ initialMs: 250, capMs: 10_000, random: () => left.shift() ?? 0 })
      let before = 250
      for (const _ of numbers) {
        const wait = next()
        expect(wait).toBeGreaterThanOrEqual(250)
        expect(wait).toBeLessThanOrEqual(Math.min(10_000, before * 3))
        before = wait
      }
    }),
  )
})

it('spreads clients that failed at the same moment', () => {
  const waits = [0, 0.25, 0.5, 0.75].map((value) =>
    createBackoff({ initialMs: 250, capMs: 10_000, random: () => value })(),
  )
  expect(new Set(waits).size).toBe(4)
})
