import { expect, test } from 'vitest'
import type { Clock } from '../../lib/clock.ts'
import { AdapterError } from '../errors.ts'
import type { ShopifyApi } from './client.ts'
import { assembleProducts, pagesOf, runBulk } from './read-bulk.ts'

const product = (id: number) => `gid://shopify/Product/${id}`
const none = { media: [], metafields: [], collections: [] }

test('Lines may stand in any order: whose a line is stands in it', () => {
  const lines = [
    { id: 'gid://shopify/ProductVariant/21', __parentId: product(2) },
    { id: product(1), title: 'One' },
    { id: 'gid://shopify/Metafield/5', key: 'k', __parentId: product(1) },
    { id: product(2), title: 'Two' },
    { id: 'gid://shopify/ProductVariant/12', __parentId: product(1) },
    { id: 'gid://shopify/ProductVariant/11', __parentId: product(1) },
    { id: 'gid://shopify/Video/9', __parentId: product(2) },
    { id: 'gid://shopify/Collection/7', title: 'C', __parentId: product(2) },
  ]
  expect(assembleProducts(lines)).toEqual([
    {
      ...none,
      id: product(1),
      title: 'One',
      variants: [{ id: 'gid://shopify/ProductVariant/12' }, { id: 'gid://shopify/ProductVariant/11' }],
      metafields: [{ id: 'gid://shopify/Metafield/5', key: 'k' }],
    },
    {
      id: product(2),
      title: 'Two',
      variants: [{ id: 'gid://shopify/ProductVariant/21' }],
      metafields: [],
      media: [{ id: 'gid://shopify/Video/9' }],
      collections: [{ id: 'gid://shopify/Collection/7', title: 'C' }],
    },
  ])
})

test('A line that is no product is kept, so that it is named as one that cannot be read', () => {
  expect(assembleProducts([{ title: 'No id' }, 'text'])).toEqual([{ title: 'No id' }, 'text'])
})

test('Pages go on behind what was handed out', () => {
  const records = Array.from({ length: 250 }, (_, index) => ({
    sourceId: String(index),
    payload: {},
    sourceUpdatedAt: null,
  }))
  const pages = [...pagesOf(records, 'b', 100, AbortSignal.timeout(1000))]
  expect(pages.map(({ records, cursor, done }) => [records[0]?.sourceId, cursor, done])).toEqual([
    ['100', { bulk: 'b', handed: 200 }, false],
    ['200', { bulk: 'b', handed: 250 }, true],
  ])
  expect([...pagesOf([], 'b', 0, AbortSignal.timeout(1000))]).toHaveLength(1)
})

type Script = { started?: object | null; looks?: (object | null)[]; lines?: unknown[] | Error }

/** The four calls a bulk operation needs, answered as told; the rest of the API is not called. */
function scripted({ started, looks = [], lines = [] }: Script) {
  const calls: string[] = []
  const operation = { id: 'gid://b/1', status: 'CREATED', objectCount: 1, url: null }
  const api: Partial<ShopifyApi> = {
    startBulk: async () => {
      calls.push('start')
      return started === null ? null : { ...operation, ...started }
    },
    bulk: async () => {
      calls.push('look')
      const look = looks.shift()
      return look === null ? null : { ...operation, status: 'RUNNING', ...look }
    },
    cancelBulk: async () => void calls.push('cancel'),
    download: async () => {
      calls.push('download')
      if (lines instanceof Error) throw lines
      return lines
    },
  }
  let time = 0
  const slept: number[] = []
  const clock: Clock = {
    now: () => new Date(time),
    sleep: async (ms) => {
      slept.push(ms)
      time += ms
    },
  }
  const run = () => runBulk(api as ShopifyApi, '{ products }', clock, AbortSignal.timeout(5000))
  return { run, calls, slept }
}

const finished = { status: 'COMPLETED', url: 'https://storage.example/x', objectCount: 1 }

test('It is looked at less and less often until it is finished', async () => {
  const { run, calls, slept } = scripted({ looks: [{}, {}, finished], lines: [{ id: 1 }] })
  expect(await run()).toEqual({ id: 'gid://b/1', lines: [{ id: 1 }] })
  expect(calls).toEqual(['start', 'look', 'look', 'look', 'download'])
  expect(slept).toEqual([1000, 1500, 2250])
})

test('Nothing found leaves no file', async () => {
  const { run, calls } = scripted({ looks: [{ status: 'COMPLETED', objectCount: 0 }] })
  expect(await run()).toEqual({ id: 'gid://b/1', lines: [] })
  expect(calls).not.toContain('download')
})

test.each<[string, Script]>([
  ['there is no place for it', { started: null }],
  ['it failed', { looks: [{ status: 'FAILED', errorCode: 'TIMEOUT' }] }],
  ['somebody cancelled it', { looks: [{ status: 'CANCELED' }] }],
  ['it is gone', { looks: [null] }],
  ['its file is larger than is taken in', { looks: [{ ...finished, fileSize: 40 * 1024 * 1024 }] }],
  ['it left no file though there is something', { looks: [{ status: 'COMPLETED' }] }],
  ['its file is no longer there', { looks: [finished], lines: new AdapterError('forbidden', 'Over.') }],
  ['its file is not whole', { looks: [finished], lines: new AdapterError('invalid_response', 'Cut.') }],
])('It is not used when %s', async (_when, script) => {
  expect(await scripted(script).run()).toBeNull()
})

test('It is called off when it takes too long', async () => {
  const { run, calls, slept } = scripted({})
  expect(await run()).toBeNull()
  expect(calls.at(-1)).toBe('cancel')
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(21 * 60_000)
})

test('What the app may not read, and a line that broke, are told', async () => {
  const denied = scripted({ looks: [{ status: 'FAILED', errorCode: 'ACCESS_DENIED' }] })
  await expect(denied.run()).rejects.toMatchObject({ kind: 'forbidden' })
  const broken = scripted({ looks: [finished], lines: new AdapterError('unreachable', 'Broken.') })
  await expect(broken.run()).rejects.toMatchObject({ kind: 'unreachable' })
})
