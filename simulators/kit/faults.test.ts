import { describe, expect, it } from 'vitest'
import { createRandom } from '../world/random.ts'
import { drawFault, type FaultSettings, faultSettingsSchema, noFaults } from './faults.ts'

const share = (settings: Partial<FaultSettings>, fault: string) => {
  const random = createRandom(3)
  const draws = Array.from({ length: 4000 }, () => drawFault(random, { ...noFaults, ...settings }).fault)
  return draws.filter((drawn) => drawn === fault).length / draws.length
}

describe('faults', () => {
  it('leave every request alone at rate 0', () => {
    expect(share({}, 'none')).toBe(1)
  })

  it('hit about the share asked for', () => {
    expect(share({ serverErrorRate: 0.05 }, 'server-error')).toBeCloseTo(0.05, 1)
    expect(share({ rateLimitRate: 1 }, 'rate-limit')).toBe(1)
  })

  it('come in the same order for the same seed', () => {
    const run = () => {
      const random = createRandom(9)
      return Array.from({ length: 50 }, () => drawFault(random, { ...noFaults, cutRate: 0.3, dropRate: 0.2 }))
    }
    expect(run()).toEqual(run())
  })

  it('accept no rate beyond 1 and no unknown setting', () => {
    expect(faultSettingsSchema.safeParse({ ...noFaults, slowRate: 2 }).success).toBe(false)
    expect(faultSettingsSchema.safeParse({ ...noFaults, meteorRate: 0.1 }).success).toBe(false)
  })
})
