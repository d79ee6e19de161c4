import { describe, expect, it } from 'vitest'
import type { SyncPhase } from '#server/model/sync.ts'
import { estimateProgress } from './run-progress.ts'

const phase: SyncPhase = {
  entity: 'products',
  status: 'running',
  pages: 2,
  total: 1000,
  read: 400,
  created: 400,
  updated: 0,
  unchanged: 0,
  failed: 0,
  deleted: 0,
  startedAt: null,
  endedAt: null,
}
const page = { entity: 'products', read: 200, fetchMs: 1500, writeMs: 500 }

describe('estimateProgress', () => {
  it('divides what is left by the pace of the last pages', () => {
    expect(estimateProgress('running', [phase], [page, page])).toEqual({ recordsPerSecond: 100, secondsLeft: 6 })
  })

  it('follows the last ten pages and leaves out those of other phases', () => {
    const slow = { ...page, fetchMs: 99_500 }
    const other = { ...page, entity: 'inventory', fetchMs: 1 }
    const pages = [slow, ...Array.from({ length: 10 }, () => page), other]
    expect(estimateProgress('running', [phase], pages).recordsPerSecond).toBe(100)
  })

  it('gives no time when the POS does not say how many records there are', () => {
    expect(estimateProgress('running', [{ ...phase, total: null }], [page])).toEqual({
      recordsPerSecond: 100,
      secondsLeft: null,
    })
  })

  it('says nothing of a run that stands or has no page yet', () => {
    const nothing = { recordsPerSecond: null, secondsLeft: null }
    expect(estimateProgress('succeeded', [{ ...phase, status: 'done' }], [page])).toEqual(nothing)
    expect(estimateProgress('running', [phase], [])).toEqual(nothing)
  })
})
