import { describe, expect, test } from 'vitest'
import { dayIn } from './kit/time.ts'
import { draftSchemas } from './mappers.ts'
import { type Bench, type Case, conformanceCases, readAll } from './testing.ts'
import { expectLedger, levelsOf, mapRecord, notOffered, productsOf, useBench } from './testing-behaviours.ts'

const cases = await conformanceCases()

/** The first number that JavaScript cannot hold, and its neighbour, which it would take for the same. */
const beyond = ['9007199254740993', '9007199254740992'] as const

/** A day or a time as the whole of a JSON text or an XML element. */
const writtenTime =
  /(["'>])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?(["'<])/g

describe.each(cases)('oddities · $id', (vendor) => {
  const { adapter, conformance } = vendor
  const entities = adapter.manifest.entities
  const bench = useBench(vendor, { products: 40 })

  test('fields nobody knows are kept, whatever their value', async () => {
    const values = { x_text: '"kept"', x_nested: '{"a":[1,null]}', x_large: beyond[0] }
    const alter = (body: string) =>
      Object.entries(values).reduce((text, [name, value]) => addField(vendor, text, name, value), body)
    bench().intercept({ alter })
    for (const entity of entities) {
      const { payloads } = await readAll(bench().open(), entity)
      expect(payloads.size, entity).toBeGreaterThan(0)
      const field = conformance.grouped?.[entity]
      for (const payload of payloads.values()) {
        const received: unknown[] = field === undefined ? [payload] : Object(payload)[field]
        for (const each of received) {
          expect(each, entity).toHaveProperty('x_text')
          expect(each, entity).toHaveProperty('x_nested')
          // Digit for digit; as text, since a number could not hold it.
          expect(each, entity).toHaveProperty('x_large', beyond[0])
        }
      }
    }
  })

  test('a missing required field is an issue on that record alone', async () => {
    for (const entity of entities) {
      const required = conformance.required[entity] ?? []
      expect(required.length, entity).toBeGreaterThan(0)
      const { payloads } = await readAll(bench().open(), entity)
      const [first, ...others] = [...payloads.values()]
      expect(others.length).toBeGreaterThan(0)
      for (const field of required) {
        const broken = mapRecord(adapter, entity, { ...Object(first), [field]: null }, bench().mapContext)
        expect(broken.draft, `${entity} ${field}`).toBeNull()
        expect(broken.issues).toContainEqual(
          expect.objectContaining({ code: 'missing_field', severity: 'error', field }),
        )
        expect(broken.recordName).not.toBe('')
      }
      for (const payload of others) {
        expect(mapRecord(adapter, entity, payload, bench().mapContext).draft, entity).not.toBeNull()
      }
    }
  })

  test('any script and emoji come through', async () => {
    bench().intercept({ alter: (body) => body.replaceAll(/kush|haze|cake/gi, 'ÖG 株 🌿 עלה') })
    const { payloads } = await readAll(bench().open(), 'products')
    const products = productsOf(vendor, payloads, bench().mapContext)
    expect(products.some(({ name, brand }) => `${name} ${brand}`.includes('ÖG 株 🌿 עלה'))).toBe(true)
    await expectFits(vendor, bench())
  })

  test('a name of 10 kB comes through whole', async () => {
    await bench().change('long-name')
    const longest = Math.max(...(await bench().ledger()).map(({ name }) => Buffer.byteLength(name)))
    expect(longest).toBeGreaterThan(10_000)
    await expectTruth()
  })

  test('ids beyond 2^53 stay apart', async (context) => {
    const numbers = (await bench().ledger()).map(({ sourceId }) => sourceId).filter((id) => /^\d+$/.test(id))
    const [one = '', other = ''] = numbers
    const token = (id: string) => new RegExp(`(?<=[:[,]\\s*)${id}(?=\\s*[,}\\]])`, 'g')
    let replaced = 0
    const alter = (body: string) => {
      if (one === '' || other === '') return body
      replaced += body.match(token(one))?.length ?? 0
      return body.replaceAll(token(one), beyond[0]).replaceAll(token(other), beyond[1])
    }
    bench().intercept({ alter })
    const { payloads } = await readAll(bench().open(), 'products')
    if (replaced === 0) notOffered(context, 'its ids are text')
    expect([...payloads.keys()]).toEqual(expect.arrayContaining([...beyond]))
    await expectFits(vendor, bench())
  })

  test('prices with three decimals are rounded to the cent', async () => {
    for (let times = 0; times < 3; times += 1) await bench().change('odd-price')
    expect((await bench().ledger()).some(({ priceMinor }) => !Number.isInteger(priceMinor ?? 0))).toBe(true)
    await expectTruth()
  })

  test('stock below zero counts as none, with an issue that names the field', async () => {
    await bench().change('oversell')
    const { payloads } = await readAll(bench().open(), 'inventory')
    const levels = levelsOf(vendor, payloads, bench().mapContext)
    for (const { quantity } of levels) expect(Number(quantity)).toBeGreaterThanOrEqual(0)
    const issues = [...payloads.values()].flatMap(
      (payload) => adapter.map.inventory(payload, bench().mapContext).issues,
    )
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'invalid_value', message: expect.stringContaining('-3') }),
    )
    await expectTruth()
  })

  test.each([
    ['on an ordinary day', '2026-02-11', '02:30:00', '-08:00'],
    ['on the day clocks go forward', '2026-03-08', '03:30:00', '-07:00'],
    ['on the day clocks go back', '2026-11-01', '02:30:00', '-08:00'],
  ])('times in every form are the same moment %s', async (_which, day, local, offset) => {
    const asUtc = new Date(`${day}T${local}Z`).getTime()
    const moment = new Date(`${day}T${local}${offset}`).getTime()
    const forms: [string, number[]][] = [
      [new Date(moment).toISOString(), [moment]],
      [`${day}T${local}.000${offset}`, [moment]],
      [`${day}T${local}${offset.replace(':', '')}`, [moment]],
      // Without an offset it is the store's time, or UTC where the POS says so.
      [`${day} ${local}`, [moment, asUtc]],
    ]
    const { milliseconds } = conformance
    await readAll(bench().open(), 'products')
    for (const [form, moments] of forms) {
      const alter = (body: string) => {
        const written = body.replaceAll(writtenTime, `$1${form}$2`)
        return milliseconds ? written.replaceAll(milliseconds, String(moment)) : written
      }
      bench().intercept({ alter })
      const found = await timesOf(vendor, bench())
      expect(found.days.size + found.moments.size, form).toBeGreaterThan(0)
      const days = [day, ...moments.map((each) => dayIn(new Date(each), conformance.timeZone))]
      for (const each of found.days) expect(days, form).toContain(each)
      for (const each of found.moments) expect(moments, form).toContain(each)
    }
  })

  /** Names, prices and stock are the ledger's. */
  async function expectTruth() {
    const session = bench().open()
    const { payloads: products } = await readAll(session, 'products')
    const { payloads: inventory } = await readAll(session, 'inventory')
    await expectLedger(vendor, bench(), { products, inventory })
  }
})

/** Times and days of all drafts of all records. */
async function timesOf({ adapter }: Case, bench: Bench) {
  const moments = new Set<number>()
  const days = new Set<string>()
  for (const entity of adapter.manifest.entities) {
    const { payloads } = await readAll(bench.open(), entity)
    for (const payload of payloads.values()) {
      for (const draft of mapRecord(adapter, entity, payload, bench.mapContext).drafts) {
        for (const value of Object.values(Object(draft))) {
          if (value instanceof Date) moments.add(value.getTime())
          else if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) days.add(value)
        }
      }
    }
  }
  return { moments, days }
}

async function expectFits(vendor: Case, bench: Bench) {
  const { adapter } = vendor
  for (const entity of adapter.manifest.entities) {
    const { payloads } = await readAll(bench.open(), entity)
    for (const payload of payloads.values()) {
      const { drafts } = mapRecord(adapter, entity, payload, bench.mapContext)
      for (const draft of drafts) draftSchemas[entity].parse(draft)
    }
  }
}

function addField({ conformance }: Case, body: string, name: string, value: string): string {
  return conformance.addField?.(body, name, value) ?? body.replaceAll(/\{"(?=\w)/g, `{"${name}":${value},"`)
}
