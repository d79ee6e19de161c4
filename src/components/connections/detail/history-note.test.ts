import { expect, test } from 'vitest'
import { historyNote } from './history-note.ts'

test.each([
  [{ changed: ['name', 'entities'] }, 'Name, what is read'],
  [{ changed: ['schedule'] }, 'Schedule'],
  [
    {
      changed: ['schedule'],
      schedule: {
        act: 'saved',
        entities: ['products', 'inventory'],
        mode: 'full',
        rule: { everyMinutes: 15 },
      },
    },
    'Schedule: Products, stock, everything, every 15 minutes',
  ],
  [
    {
      changed: ['schedule'],
      schedule: {
        ...{ act: 'saved', entities: ['orders'], mode: 'full', rule: { cron: '0 3 * * *' } },
        cronWords: 'At 03:00, every day',
      },
    },
    'Schedule: Orders, everything, at 03:00, every day (0 3 * * *)',
  ],
  [
    { changed: ['schedule'], schedule: { act: 'paused', entities: ['orders'], mode: 'incremental' } },
    'Schedule paused: Orders, changes',
  ],
  [{ fields: ['apiKey', 'dispensary'] }, 'Api key, dispensary'],
  [{ everyMinutes: null }, 'Without a schedule'],
  [{ everyMinutes: 15 }, 'Read every 15 minutes'],
  [{ creationPolicy: 'review' }, 'New products wait for a person'],
  [{ vendor: 'any' }, null],
  [{}, null],
  [{ productCount: 3 }, 'Product count: 3'],
])('the history of a connection says %j as %j', (facts, words) => {
  expect(historyNote(facts)).toBe(words)
})
