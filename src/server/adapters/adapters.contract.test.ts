import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ProbeStep } from '../model/probe.ts'
import { AdapterError } from './errors.ts'
import { allManifests } from './lookup.ts'
import { type Bench, type Case, conformanceCases, readAll, startBench } from './testing.ts'

const cases = await conformanceCases()

describe.each(cases)('$id signs in', (vendor) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(vendor)
  })
  afterEach(() => bench.close())

  test('with good credentials, and every step of the check passes', async () => {
    const steps = await probeOf(bench)
    const ended = steps.filter(({ status }) => status !== 'running')
    expect(ended.filter(({ status }) => !['passed', 'skipped'].includes(status))).toEqual([])
    expect(ended.every(({ detail }) => detail)).toBe(true)
    for (const { status, milliseconds } of ended) {
      if (status === 'passed') expect(milliseconds).toBeGreaterThanOrEqual(0)
    }
  })

  test.each(Object.entries(vendor.conformance.refused))(
    'not with %s: the check says so with a cure and stops, reading fails as unauthenticated',
    async (_what, credentials) => {
      const steps = await probeOf(bench, { credentials })
      const signIn = steps.find(({ id, status }) => id === 'sign_in' && status !== 'running')
      expect(signIn).toMatchObject({ status: 'failed', cure: expect.any(String), detail: expect.any(String) })
      const after = steps.slice(
        steps.findIndex(({ id, status }) => id === 'sign_in' && status === 'failed') + 1,
      )
      expect(after.length).toBeGreaterThan(0)
      expect(after.every(({ status }) => status === 'not_tried')).toBe(true)

      const error = await failureOf(() => readAll(bench.open({ credentials }), 'products'))
      expect(error.kind).toBe('unauthenticated')
      expectNoSecrets(vendor, credentials, [error, steps])
    },
  )

  test.each(vendor.conformance.otherSignIns ?? [])(
    'in its other ways too: $method',
    async ({ method, credentials, refused }) => {
      const good = { signInMethod: method, credentials }
      const steps = await probeOf(bench, good)
      expect(steps.filter(({ status }) => ['failed', 'not_tried'].includes(status))).toEqual([])
      const { payloads } = await readAll(bench.open(good), 'products')
      expect(new Set(payloads.keys())).toEqual(
        new Set((await bench.ledger()).map(({ sourceId }) => sourceId)),
      )

      const bad = { signInMethod: method, credentials: { ...credentials, ...refused } }
      const failed = (await probeOf(bench, bad)).find(({ status }) => status === 'failed')
      expect(failed).toMatchObject({ id: 'sign_in', cure: expect.any(String), detail: expect.any(String) })
      const error = await failureOf(() => readAll(bench.open(bad), 'products'))
      expect(error.kind).toBe('unauthenticated')
      expectNoSecrets(vendor, bad.credentials, [error, failed])
    },
  )

  test('anew when its token ends in the middle of reading, once', async () => {
    const session = bench.open()
    const pages = session.read('products', { mode: 'full', cursor: null, since: null })
    const first = await pages.next()
    await bench.expireTokens()
    if (first.done) throw new Error('no page came')
    const ids = new Set(first.value.records.map(({ sourceId }) => sourceId))
    for await (const page of pages) for (const { sourceId } of page.records) ids.add(sourceId)
    expect(ids).toEqual(new Set((await bench.ledger()).map(({ sourceId }) => sourceId)))
    if (vendor.conformance.wholeLists) await readAll(session, 'products')
    expect((await bench.counters()).byStatus['401']).toBe(1)
  })
})

describe.each(cases)('$id reports', (vendor) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench(vendor, { attempts: 1, limits: { attemptMs: 500 } })
  })
  afterEach(() => bench.close())

  test.each<[string, Record<string, number | null>, Partial<AdapterError>]>([
    ['a failing server', { serverErrorRate: 1 }, { kind: 'unavailable' }],
    ['too many calls', { rateLimitRate: 1 }, { kind: 'rate_limited' }],
    [
      'too many calls with the wait it was told',
      { rateLimitRate: 1, retryAfterSeconds: 1 },
      { kind: 'rate_limited', retryAfterMs: 1000 },
    ],
    ['a server that is too slow', { slowRate: 1, slowMs: 5000 }, { kind: 'timeout' }],
    ['an answer that breaks off', { cutRate: 1 }, { kind: 'invalid_response' }],
    ['an answer that is not whole', { truncateRate: 1 }, { kind: 'invalid_response' }],
    ['a web page in place of an answer', { htmlRate: 1 }, { kind: 'invalid_response' }],
    ['a line that goes dead', { dropRate: 1 }, { kind: 'unreachable' }],
  ])('%s as what it is, at sign-in and at reading', async (_what, faults, expected) => {
    await bench.setFaults(faults)
    const atSignIn = await failureOf(() => readAll(bench.open(), 'products'))
    expect(atSignIn).toMatchObject(expected)

    await bench.setFaults({ ...Object.fromEntries(Object.keys(faults).map((name) => [name, 0])), slowMs: 0 })
    const signedIn = bench.open()
    await readAll(signedIn, 'products')
    await bench.setFaults(faults)
    const atReading = await failureOf(() => readAll(signedIn, 'products'))
    expect(atReading).toMatchObject(expected)
    expectNoSecrets(vendor, {}, [atSignIn, atReading])
  })

  test('an empty answer as an invalid one, not as an empty list', async () => {
    await readAll(bench.open(), 'products')
    bench.intercept({ alter: () => '' })
    expect((await failureOf(() => readAll(bench.open(), 'products'))).kind).toBe('invalid_response')
  })

  test('a server that is not there, at the first step of the check', async () => {
    bench.intercept({})
    const session = bench.open()
    await bench.close()
    bench = await startBench(vendor, { attempts: 1 })
    const steps: ProbeStep[] = []
    for await (const step of session.probe()) steps.push(step)
    expect(steps.find(({ status }) => status === 'failed')).toMatchObject({
      id: 'reach',
      cure: expect.any(String),
    })
  })
})

test('manifests are complete, plain JSON, and ask for nothing secret in the open', () => {
  for (const manifest of allManifests()) {
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest)
    expect(manifest.logo).toMatch(/^<svg .*viewBox="0 0 24 24".*<\/svg>$/)
    expect(manifest.logo).not.toMatch(/<script|href|onload/i)
    for (const field of manifest.signInMethods.flatMap(({ fields }) => fields)) {
      expect(field.secret, field.name).toBe(field.type === 'password')
      if (field.pattern && !field.secret) expect(field.example).toMatch(new RegExp(field.pattern.source))
    }
  }
})

async function probeOf(bench: Bench, options: Parameters<Bench['open']>[0] = {}): Promise<ProbeStep[]> {
  const steps: ProbeStep[] = []
  for await (const step of bench.open(options).probe()) steps.push(step)
  return steps
}

async function failureOf(act: () => Promise<unknown>): Promise<AdapterError> {
  const error = await act().then(
    () => new Error('nothing failed'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof AdapterError)) throw error
  return error
}

/** Neither message, fields, stack nor cause may carry what was typed in as secret. */
function expectNoSecrets(
  { adapter, conformance }: Case,
  credentials: Record<string, string>,
  told: unknown[],
) {
  const fields = adapter.manifest.signInMethods.flatMap((method) => method.fields)
  const used = { ...conformance.credentials, ...credentials }
  const text = inspect(told, { depth: 12, showHidden: true, maxStringLength: null })
  for (const { name, secret } of fields) {
    const value = used[name]
    if (secret && value) expect(text).not.toContain(value)
  }
}
