import { expect, test } from 'vitest'
import { createRandom } from '#simulators/world/random.ts'
import { damage } from './testing-mutations.ts'

const answers = {
  json: JSON.stringify({
    total: 2,
    data: [
      { id: 'a', price: 3.5 },
      { id: 'b', tags: ['x'] },
    ],
    next: null,
  }),
  lines: '{"id":"a","price":3.5}\n{"id":"b","price":4}',
  xml: '<?xml version="1.0"?><list><item><id>a</id><price>3.5</price></item><item><id>b</id></item></list>',
}

test.each(Object.entries(answers))(
  '%s is damaged in every way, and the same way for the same seed',
  (_what, body) => {
    const run = () => Array.from({ length: 400 }, (_, seed) => damage(body, createRandom(seed)))
    const damaged = run()
    expect(run()).toEqual(damaged)
    const kinds = new Set(
      damaged.map((each) => each?.what.replace(/^line \d+: /, '').match(/^(blow up|\w+)/)?.[0]),
    )
    expect([...kinds]).toEqual(
      expect.arrayContaining(['drop', 'null', 'retype', 'nest', 'blow up', 'truncated']),
    )
    expect(damaged.filter((each) => each !== null && each.body === body).length).toBeLessThan(20)
  },
)

test('records are never dropped from a list, since nobody could tell', () => {
  for (let seed = 0; seed < 400; seed += 1) {
    const damaged = damage(answers.json, createRandom(seed))
    if (damaged?.what.startsWith('drop')) expect(damaged.what).not.toMatch(/data\.\d$/)
  }
})
