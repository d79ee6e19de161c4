import { expect, test } from 'vitest'
import { allManifests } from '#server/adapters/lookup.ts'
import { defaultSchedules } from './default-schedules.ts'
import { validateRule } from './rule.ts'

test('each entity of each vendor is read at the chosen pace and whole at least once a day', () => {
  for (const manifest of allManifests()) {
    const schedules = defaultSchedules(manifest, manifest.entities, manifest.defaultSchedule.everyMinutes)
    for (const entity of manifest.entities) {
      const own = schedules.filter((schedule) => schedule.entity === entity)
      expect(
        own.some(({ rule }) => 'everyMinutes' in rule),
        `${manifest.id} ${entity}`,
      ).toBe(true)
      expect(
        own.some(({ mode }) => mode === 'full'),
        `${manifest.id} ${entity}`,
      ).toBe(true)
      expect(own.some(({ mode }) => mode === 'reconcile')).toBe(
        manifest.capabilities.webhooks?.tellsOf.includes(entity) ?? false,
      )
      expect(new Set(own.map(({ mode }) => mode)).size).toBe(own.length)
    }
    for (const { rule, jitterSeconds } of schedules) validateRule(rule, jitterSeconds, new Date(0))
  }
})

test('a store synced only by hand has no schedule', () => {
  const [manifest] = allManifests()
  expect(manifest && defaultSchedules(manifest, manifest.entities, null)).toEqual([])
})
