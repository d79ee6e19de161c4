import { expect, test } from 'vitest'
import { chooseRuns } from './choose-runs.ts'
import type { ScheduleMode } from './rule.ts'

const due = (entity: 'products' | 'inventory', mode: ScheduleMode, connectionId = 'a') => ({
  id: `${connectionId} ${entity} ${mode}`,
  connectionId,
  entity,
  mode,
})
const names = (found: ReturnType<typeof chooseRuns>) =>
  found.runs.map(({ mode, schedules }) => [mode, ...schedules.map(({ id }) => id)])

test('what is due together and read the same way is one run for each connection', () => {
  const found = chooseRuns(
    [due('products', 'incremental'), due('inventory', 'incremental'), due('products', 'incremental', 'b')],
    [],
  )
  expect(names(found)).toEqual([
    ['incremental', 'a products incremental', 'a inventory incremental'],
    ['incremental', 'b products incremental'],
  ])
})

test('a full reading makes an incremental one of the same entity needless, and a reconciling one both', () => {
  const found = chooseRuns(
    [
      due('products', 'incremental'),
      due('products', 'full'),
      due('inventory', 'full'),
      due('inventory', 'reconcile'),
    ],
    [],
  )
  expect(names(found)).toEqual([
    ['full', 'a products incremental', 'a products full'],
    ['reconcile', 'a inventory full', 'a inventory reconcile'],
  ])
})

test('a full reading waits for an incremental one under way; the other way round it is served already', () => {
  const under = (mode: ScheduleMode) => [{ connectionId: 'a', entity: 'products' as const, mode }]
  const both = [due('products', 'full'), due('products', 'incremental')]
  expect(chooseRuns(both, under('incremental'))).toEqual({ runs: [], later: new Set(['a products full']) })
  expect(chooseRuns(both, under('full'))).toEqual({ runs: [], later: new Set() })
})
