import { describe, expect, it } from 'vitest'
import { createRateCounter } from './rate-counter.ts'

describe('the rate counter', () => {
  it('lets the limit through in any sliding second and refuses the rest', () => {
    const counter = createRateCounter(() => 2)
    expect([0, 400, 800].map((at) => counter.take('a', at))).toEqual([true, true, false])
    expect(counter.take('a', 1001)).toBe(true)
    expect(counter.take('a', 1300)).toBe(false)
  })

  it('counts each key apart', () => {
    const counter = createRateCounter(() => 1)
    expect(counter.take('a', 0)).toBe(true)
    expect(counter.take('b', 0)).toBe(true)
  })

  it('remembers the most calls seen within a second, refused ones too', () => {
    const counter = createRateCounter(() => 2)
    for (const at of [0, 100, 200, 300, 5000]) counter.take('a', at)
    expect(counter.max()).toBe(4)
    counter.reset()
    expect(counter.max()).toBe(0)
  })

  it('refuses nothing without a limit and still counts', () => {
    const counter = createRateCounter(() => null)
    expect(Array.from({ length: 30 }, () => counter.take('a', 0)).every(Boolean)).toBe(true)
    expect(counter.max()).toBe(30)
  })
})
