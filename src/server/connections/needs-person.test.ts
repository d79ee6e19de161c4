import { describe, expect, it } from 'vitest'
import type { ConnectionRow } from './connection-row.ts'
import { needsPerson } from './needs-person.ts'

const endedAt = new Date('2026-03-01T12:00:00Z')
const good: ConnectionRow = {
  id: 'c1',
  name: 'Counter',
  vendor: 'any',
  vendorName: 'Any',
  vendorLogo: '',
  storeId: 's1',
  storeName: 'Main street',
  timeZone: 'America/Los_Angeles',
  status: 'active',
  endpoint: 'live',
  declared: false,
  health: 'good',
  attention: null,
  signInRefused: false,
  lastSyncedAt: endedAt,
  nextSyncAt: null,
  productCount: 1,
  openIssues: 0,
  activeRunId: null,
  waitingRunId: null,
  lastRun: { id: 'r1', status: 'succeeded', endedAt },
  recentRuns: [],
}
const needs = (...rows: Partial<ConnectionRow>[]) => needsPerson(rows.map((row) => ({ ...good, ...row })))

describe('needsPerson', () => {
  it('leaves out what does well and what was paused on purpose', () => {
    expect(needs({}, { status: 'paused', health: 'paused', attention: 'The key was refused.' })).toEqual([])
  })

  it('says why and what to do', () => {
    expect(needs({ signInRefused: true, attention: 'The key was refused.', health: 'failing' })).toEqual([
      {
        connectionId: 'c1',
        connectionName: 'Counter',
        storeName: 'Main street',
        vendorName: 'Any',
        reason: 'The key was refused.',
        action: 'fix_sign_in',
        since: endedAt,
      },
    ])
  })

  it.each<[string, Partial<ConnectionRow>, string, string]>([
    ['a draft', { status: 'draft', health: 'unknown' }, 'finish_setup', 'not finished'],
    ['a failed sync', { lastRun: { id: 'r', status: 'failed', endedAt } }, 'retry', 'last sync failed'],
    ['an open circuit', { health: 'failing' }, 'review', 'Too many calls'],
    ['a late connection', { health: 'attention' }, 'retry', 'missed several syncs'],
    ['one open issue', { openIssues: 1 }, 'review', '1 record has an open issue'],
    [
      'open issues',
      { openIssues: 1200, health: 'attention', lastRun: { id: 'r', status: 'partly_failed', endedAt } },
      'review',
      '1,200 records have',
    ],
  ])('has words for %s', (_, row, action, words) => {
    const [need] = needs(row)
    expect(need?.action).toBe(action)
    expect(need?.reason).toContain(words)
  })

  it('puts what stops a catalogue first', () => {
    const actions = needs({ status: 'draft' }, { openIssues: 3 }, { signInRefused: true }).map(
      ({ action }) => action,
    )
    expect(actions).toEqual(['fix_sign_in', 'review', 'finish_setup'])
  })
})
