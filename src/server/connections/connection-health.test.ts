import { describe, expect, it } from 'vitest'
import { connectionHealth, type HealthFacts } from './connection-health.ts'

const now = new Date('2026-03-01T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const fine: HealthFacts = {
  status: 'active',
  attention: null,
  circuits: ['closed'],
  lastRun: { status: 'succeeded' },
  lastSyncedAt: minutesAgo(10),
  everyMinutes: 15,
}
const health = (facts: Partial<HealthFacts>) => connectionHealth({ ...fine, ...facts }, now)

describe('connectionHealth', () => {
  it('is good when the last sync ended well and in time', () => {
    expect(health({})).toBe('good')
    expect(health({ lastRun: { status: 'running' } })).toBe('good')
  })

  it('is failing while the POS is cut off or when the last sync failed', () => {
    expect(health({ circuits: ['closed', 'open'] })).toBe('failing')
    expect(health({ circuits: ['isolated'], attention: 'The key was refused.' })).toBe('failing')
    expect(health({ lastRun: { status: 'failed' } })).toBe('failing')
  })

  it('needs attention when somebody must act, when records failed, or when three syncs were missed', () => {
    expect(health({ attention: 'The key was refused.' })).toBe('attention')
    expect(health({ lastRun: { status: 'partly_failed' } })).toBe('attention')
    expect(health({ lastSyncedAt: minutesAgo(45) })).toBe('good')
    expect(health({ lastSyncedAt: minutesAgo(46) })).toBe('attention')
  })

  it('is never late when it is synced by hand only', () => {
    expect(health({ everyMinutes: null, lastSyncedAt: minutesAgo(100_000) })).toBe('good')
  })

  it('waits until a first sync has ended', () => {
    expect(health({ lastRun: { status: 'running' }, lastSyncedAt: null })).toBe('waiting')
    expect(health({ lastRun: null, lastSyncedAt: null })).toBe('waiting')
  })

  it('says paused of a paused connection whatever else is wrong, and nothing of a draft', () => {
    expect(health({ status: 'paused', circuits: ['open'] })).toBe('paused')
    expect(health({ status: 'draft', lastRun: null })).toBe('unknown')
  })
})
