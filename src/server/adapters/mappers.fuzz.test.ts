import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SyncEntity } from '../model/sync.ts'
import { draftSchemas, mapperOf } from './mappers.ts'
import { registry } from './registry.ts'

const context = { settings: {}, timeZone: 'America/Los_Angeles', currency: 'USD' }

const nuisance = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    'N/A',
    '',
    'null',
    '-0',
    '1e400',
    '1e21',
    '-1',
    '<LOQ',
    'ND',
    '\u0000',
    '\ud800',
    '2018-02-30',
    '9'.repeat(400),
  ),
  fc.constantFrom(-0, 1e21, -1, 1e-9, Number.MAX_VALUE, 2 ** 53),
  fc.string({ unit: 'binary' }),
)

/** A record with some of its fields, at any depth, replaced or taken out. */
function mutated(record: Record<string, unknown>) {
  const paths = pathsOf(record)
  const mutation = fc.tuple(fc.constantFrom(...paths), fc.option(nuisance, { nil: undefined }))
  return fc.array(mutation, { minLength: 1, maxLength: 6 }).map((mutations) => {
    const copy = structuredClone(record)
    for (const [path, value] of mutations) put(copy, path, value)
    return copy
  })
}

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))
  return path.length > 0 ? [path, ...below] : below
}

function put(root: object, path: string[], value: unknown): void {
  let holder: unknown = root
  for (const key of path.slice(0, -1)) holder = Object(holder)[key]
  const last = path.at(-1)
  if (last !== undefined && typeof holder === 'object' && holder !== null)
    Object.assign(holder, { [last]: value })
}

type Fixtures = { examples: Partial<Record<SyncEntity, Record<string, unknown>[]>> }

const vendors = await Promise.all(
  Object.entries(registry).map(async ([id, adapter]) => {
    const { examples }: Fixtures = await import(`./${id}/fixtures/records.ts`)
    return adapter.manifest.entities.map((name) => ({
      id,
      name,
      map: mapperOf(adapter, name),
      schema: draftSchemas[name],
      records: examples[name] ?? [],
    }))
  }),
)

test.each(vendors.flat())(
  '$id $name: whatever the payload, there is a fitting draft or an issue, never a throw',
  (suite) => {
    const payloads = fc.oneof(...suite.records.map(mutated), fc.jsonValue(), fc.object())
    fc.assert(
      fc.property(payloads, (payload) => {
        const { draft, issues, recordName } = suite.map(payload, context)
        expect(recordName).not.toBe('')
        if (draft === null) expect(issues.some(({ severity }) => severity === 'error')).toBe(true)
        else for (const each of Array.isArray(draft) ? draft : [draft]) suite.schema.parse(each)
        for (const issue of issues) expect(issue.message).not.toBe('')
      }),
      { numRuns: 500 },
    )
  },
)
