import { describe, expect, test } from 'vitest'
import type { ProbeStep } from '../model/probe.ts'
import { allManifests } from './lookup.ts'
import { type Bench, type Case, conformanceCases, readAll } from './testing.ts'
import {
  expectNoSecrets,
  failureOf,
  idsOf,
  notOffered,
  offered,
  probeOf,
  useBench,
} from './testing-behaviours.ts'

const cases = await conformanceCases()
const refusals = ['unauthenticated', 'token_expired']

describe.each(cases)('signing in · $id', (vendor) => {
  const { adapter, conformance } = vendor
  const bench = useBench(vendor, { products: 30 })

  test('with good credentials every step of the check passes', async () => {
    const ended = endsOf(await probeOf(bench()))
    expect(ended.filter(({ status }) => !['passed', 'skipped'].includes(status))).toEqual([])
    expect(ended.every(({ detail }) => detail)).toBe(true)
    for (const { status, milliseconds } of ended) {
      if (status === 'passed') expect(milliseconds).toBeGreaterThanOrEqual(0)
    }
  })

  test('wrong credentials: the check says so with a cure and stops, reading fails as unauthenticated', async () => {
    const wrong = Object.entries(conformance.refused)
    expect(wrong.length).toBeGreaterThan(0)
    for (const [what, credentials] of wrong) await expectRefused(vendor, bench(), { credentials }, what)
  })

  test('expired credentials are refused the same way', async (context) => {
    await expectRefused(vendor, bench(), { credentials: offered(context, vendor, 'expired') }, 'expired')
  })

  test('revoked credentials are refused the same way', async (context) => {
    await expectRefused(vendor, bench(), { credentials: offered(context, vendor, 'revoked') }, 'revoked')
  })

  test('under-privileged credentials: what is closed is told apart from a wrong sign-in', async (context) => {
    const { method, credentials, closed } = offered(context, vendor, 'underPrivileged')
    const limited = { credentials, ...(method && { signInMethod: method }) }
    const ended = endsOf(await probeOf(bench(), limited))
    expect(ended.find(({ id }) => id === 'sign_in')).toMatchObject({ status: 'passed' })
    const told = ended.filter(({ status, cure }) => ['failed', 'skipped'].includes(status) && cure !== null)
    expect(told.length).toBeGreaterThan(0)
    for (const entity of adapter.manifest.entities) {
      const read = () => readAll(bench().open(limited), entity)
      if (closed.includes(entity)) expect((await failureOf(read)).kind, entity).toBe('forbidden')
      else await read()
    }
  })

  test('every other way to sign in reads the same and refuses as clearly', async (context) => {
    for (const { method, credentials, refused } of offered(context, vendor, 'otherSignIns')) {
      const good = { signInMethod: method, credentials }
      const steps = await probeOf(bench(), good)
      expect(steps.filter(({ status }) => ['failed', 'not_tried'].includes(status))).toEqual([])
      const { payloads } = await readAll(bench().open(good), 'products')
      expect(new Set(payloads.keys())).toEqual(idsOf(await bench().ledger()))
      const bad = { signInMethod: method, credentials: { ...credentials, ...refused } }
      await expectRefused(vendor, bench(), bad, method)
    }
  })

  test('a token that ends in the middle of reading is renewed, once', async (context) => {
    expectTokens(context, vendor)
    await bench().reset(conformance.products)
    const session = bench().open()
    const pages = session.read('products', { mode: 'full', cursor: null, since: null })
    const first = await pages.next()
    await bench().expireTokens()
    if (first.done) throw new Error('no page came')
    const ids = idsOf(first.value.records)
    for await (const page of pages) for (const { sourceId } of page.records) ids.add(sourceId)
    expect(ids).toEqual(idsOf(await bench().ledger()))
    if (conformance.wholeLists) await readAll(session, 'products')
    expect(refusedCalls(bench())).toHaveLength(1)
  })

  test('an expired token is renewed unnoticed at the next sync', async (context) => {
    expectTokens(context, vendor)
    const before = await readAll(bench().open(), 'products')
    await bench().expireTokens()
    const after = await readAll(bench().open(), 'products')
    expect(new Set(after.payloads.keys())).toEqual(new Set(before.payloads.keys()))
    expect(refusedCalls(bench())).toHaveLength(1)
  })
})

test('manifests are complete, plain JSON, and ask for nothing secret in the open', () => {
  for (const manifest of allManifests()) {
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest)
    expect(manifest.logo).toMatch(/^<svg .*viewBox="0 0 24 24".*<\/svg>$/)
    expect(manifest.logo).not.toMatch(/<script|href|onload/i)
    for (const field of manifest.signInMethods.flatMap(({ fields }) => fields)) {
      expect(field.secret, field.name).toBe(field.type === 'password')
      // Under this name a connection keeps the access token it was given.
      expect(field.name).not.toBe('token')
      if (field.pattern && !field.secret) expect(field.example).toMatch(new RegExp(field.pattern.source))
    }
  }
})

const endsOf = (steps: ProbeStep[]) => steps.filter(({ status }) => status !== 'running')

const refusedCalls = ({ http }: Bench) =>
  http.measurements.filter(({ outcome }) => refusals.includes(outcome))

function expectTokens(context: Parameters<typeof notOffered>[0], { conformance }: Case) {
  const without = conformance.notOffered?.tokens
  if (without) notOffered(context, without)
}

async function expectRefused(
  vendor: Case,
  bench: Bench,
  options: { signInMethod?: string; credentials: Record<string, string> },
  what: string,
) {
  const steps = await probeOf(bench, options)
  const at = steps.findIndex(({ status }) => status === 'failed')
  expect(steps[at], what).toMatchObject({
    id: 'sign_in',
    cure: expect.any(String),
    detail: expect.any(String),
  })
  const after = steps.slice(at + 1)
  expect(after.length, what).toBeGreaterThan(0)
  expect(after.every(({ status }) => status === 'not_tried')).toBe(true)
  const error = await failureOf(() => readAll(bench.open(options), 'products'))
  expect(error.kind, what).toBe('unauthenticated')
  expectNoSecrets(vendor, options.credentials, [error, steps])
}
