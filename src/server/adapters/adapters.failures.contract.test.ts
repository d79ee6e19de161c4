import { describe, expect, test } from 'vitest'
import type { AdapterError } from './errors.ts'
import { type Bench, type Case, conformanceCases, readAll } from './testing.ts'
import { expectLedger, expectNoSecrets, failureOf, idsOf, probeOf, useBench } from './testing-behaviours.ts'
import type { Answered, Asked, Intercept } from './testing-between.ts'

const cases = await conformanceCases()

/** Nothing listens there. */
const deadUrl = 'http://127.0.0.1:1'

describe.each(cases)('failures · $id', (vendor) => {
  const bench = useBench(vendor, { attempts: 1, products: 6, limits: { attemptMs: 600 } })

  test.each<[string, Record<string, number>]>([
    ['an answer whose headers are slow', { slowRate: 1, slowMs: 5000 }],
    ['an answer whose body is slow', { slowBodyRate: 1, slowMs: 5000 }],
  ])('%s is told as what it is, at sign-in and at reading', async (_what, faults) => {
    await expectFailure(vendor, bench(), (on) => bench().setFaults(on ? faults : {}), { kind: 'timeout' })
  })
})

describe.each(cases)('failures · $id', (vendor) => {
  // Only what is slow is to meet a limit: a busy machine takes longer than 600 ms for anything.
  const bench = useBench(vendor, { attempts: 1, products: 6 })

  test.each<[string, Record<string, number | null>, Partial<AdapterError>]>([
    ['a 5xx', { serverErrorRate: 1 }, { kind: 'unavailable' }],
    ['a 429 without Retry-After', { rateLimitRate: 1 }, { kind: 'rate_limited' }],
    [
      'a 429 with Retry-After, its wait included,',
      { rateLimitRate: 1, retryAfterSeconds: 7 },
      { kind: 'rate_limited', retryAfterMs: 7000 },
    ],
    ['a body that is cut off', { cutRate: 1 }, { kind: 'invalid_response' }],
    ['a truncated answer', { truncateRate: 1 }, { kind: 'invalid_response' }],
    ['an HTML page with a 200', { htmlRate: 1 }, { kind: 'invalid_response' }],
    ['a line that goes dead', { dropRate: 1 }, { kind: 'unreachable' }],
  ])('%s is told as what it is, at sign-in and at reading', async (_what, faults, expected) => {
    await expectFailure(vendor, bench(), (on) => bench().setFaults(on ? faults : {}), expected)
  })

  test('an empty body is told as invalid, not as an empty list', async () => {
    const emptied = (on: boolean) => bench().intercept(on ? { alter: () => '' } : {})
    await expectFailure(vendor, bench(), emptied, { kind: 'invalid_response' })
  })

  test('an answer of another type is told as invalid', async () => {
    const others = ['42', '"text"', 'true', 'null', 'swapped']
    for (const other of others) {
      const alter = (body: string) => {
        if (other !== 'swapped') return other
        return body.trimStart().startsWith('[') ? '{"unexpected":1}' : '["unexpected"]'
      }
      const retyped = (on: boolean) => bench().intercept(on ? { alter } : {})
      await expectFailure(vendor, bench(), retyped, { kind: 'invalid_response' })
    }
  })

  test('a server that is not there is told at the first step of the check', async () => {
    const steps = await probeOf(bench(), { baseUrl: deadUrl })
    const failed = steps.find(({ status }) => status === 'failed')
    expect(failed).toMatchObject({ id: 'reach', cure: expect.any(String) })
  })

  test('a POS that quotes what it was sent gets no secret into an error, a step or a log line', async () => {
    const sent: string[] = []
    const quoting =
      (status: number): Intercept =>
      (path, asked) => {
        sent.push(...secretsOf(asked), ...(vendor.conformance.secretsIn?.(asked.body) ?? []))
        const quoted = `${path} ${JSON.stringify(asked.headers)} ${asked.body}`
        return { status, body: JSON.stringify({ error: quoted, message: quoted, resultReason: quoted }) }
      }
    const told: unknown[] = []
    for (const status of [200, 400, 401, 403, 404, 409, 422, 429, 500]) {
      bench().intercept({ instead: quoting(status) })
      told.push(await failureOf(() => readAll(bench().open(), 'products')), await probeOf(bench()))
      bench().intercept({})
      await readAll(bench().open(), 'products')
      bench().intercept({ instead: quoting(status) })
      for (const entity of vendor.adapter.manifest.entities) {
        // What is closed to a key may read as nothing, so not each of them fails.
        const reading = readAll(bench().open(), entity, { since: new Date() })
        told.push(await reading.catch((error: unknown) => error))
      }
    }
    told.push(bench().http.measurements)
    expect(sent.length).toBeGreaterThan(0)
    expectNoSecrets(vendor, {}, told, sent)
  })
})

describe.each(cases)('failures that pass · $id', (vendor) => {
  const bench = useBench(vendor, { attempts: 8, products: 30, random: () => 0 })

  test('a 5xx twice, then well: nothing is missing', async () => {
    bench().intercept({ instead: firstOnes(2, { status: 503, body: 'Unavailable' }) })
    await expectAll(bench())
    expect(bench().http.measurements.filter(({ status }) => status === 503)).toHaveLength(2)
  })

  test.each<[string, (now: Date) => string]>([
    ['in seconds', () => '7'],
    ['as a date', (now) => new Date(now.getTime() + 8000).toUTCString()],
  ])('a 429 with Retry-After %s: waits that long and goes on', async (_form, retryAfter) => {
    await readAll(bench().open(), 'products')
    const { clock } = bench()
    // This clock goes ahead of the machine's by what was waited.
    const ahead = () => clock.now().getTime() - Date.now()
    const before = ahead()
    const headers = { 'retry-after': retryAfter(clock.now()) }
    bench().intercept({ instead: firstOnes(1, { status: 429, body: '', headers }) })
    await expectAll(bench())
    expect(ahead() - before).toBeGreaterThanOrEqual(6500)
  })

  test('answers that fail one in four times: equal to the ledger all the same', async () => {
    await bench().reset(vendor.conformance.products)
    const rates = { serverErrorRate: 0.08, rateLimitRate: 0.04, cutRate: 0.04, truncateRate: 0.04 }
    await bench().setFaults({ ...rates, htmlRate: 0.04, dropRate: 0.04 })
    const session = bench().open()
    const { payloads: products } = await readAll(session, 'products')
    const { payloads: inventory } = await readAll(session, 'inventory')
    await expectLedger(vendor, bench(), { products, inventory })
  })
})

/** @param on puts the failure on the wire, or takes it away */
async function expectFailure(
  vendor: Case,
  bench: Bench,
  on: (on: boolean) => Promise<void> | void,
  expected: Partial<AdapterError>,
) {
  await on(true)
  const atSignIn = await failureOf(() => readAll(bench.open(), 'products'))
  expect(atSignIn).toMatchObject(expected)
  await on(false)
  await readAll(bench.open(), 'products')
  await on(true)
  const atReading = await failureOf(() => readAll(bench.open(), 'products'))
  expect(atReading).toMatchObject(expected)
  expectNoSecrets(vendor, {}, [atSignIn, atReading])
}

async function expectAll(bench: Bench) {
  const { payloads } = await readAll(bench.open(), 'products')
  expect(new Set(payloads.keys())).toEqual(idsOf(await bench.ledger()))
}

function firstOnes(count: number, answer: Answered): Intercept {
  let left = count
  return () => {
    left -= 1
    return left >= 0 ? answer : null
  }
}

/** What signs a request in, wherever it stands. */
function secretsOf({ headers }: Asked): string[] {
  const signing = Object.entries(headers).filter(([name]) => /authorization|cookie|key|token/.test(name))
  const values = signing.flatMap(([, value]) => value ?? [])
  return values.map((value) => value.replace(/^(Bearer|Basic) /i, '')).filter((value) => value.length > 8)
}
