import type { Clock } from '../../lib/clock.ts'
import type { SourceRecord } from '../../model/source-record.ts'
import type { Page } from '../contract.ts'
import { AdapterError, kindPolicy } from '../errors.ts'
import { isOfARecord } from '../kit/read-around.ts'
import { fieldsOf } from '../kit/source-record.ts'
import type { ShopifyApi } from './client.ts'
import { flatten } from './flatten.ts'
import type { BulkOperation } from './schema.ts'

/** Records handed out at a time. */
const PAGE = 100

/** The first looks are close together, since a small shop is ready in seconds. */
const FIRST_LOOK_MS = 1_000
const LONGEST_LOOK_MS = 15_000

/** A shop under such load that this isn't enough is read page by page instead. */
const PATIENCE_MS = 20 * 60_000

/** As much as the common client takes in at once; what is larger is read page by page. */
const LARGEST_FILE = 30 * 1024 * 1024

/** Lists of a product and the id type of their members, by which lines of the file are told apart. */
const listOf: Record<string, string> = {
  ProductVariant: 'variants',
  Metafield: 'metafields',
  Collection: 'collections',
}

/** A finished bulk operation: what it left. */
export type Finished = { id: string; lines: unknown[] }

/** @returns null when it cannot be used: no place for it, it failed or was cancelled, takes too long, or is too large */
export async function runBulk(
  api: ShopifyApi,
  query: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<Finished | null> {
  const started = await api.startBulk(query)
  if (!started) return null
  const until = clock.now().getTime() + PATIENCE_MS
  let pause = FIRST_LOOK_MS
  let operation: BulkOperation | null = started
  while (operation && isUnderWay(operation)) {
    if (clock.now().getTime() >= until) {
      await api.cancelBulk(operation.id)
      return null
    }
    await clock.sleep(pause, signal)
    pause = Math.min(LONGEST_LOOK_MS, pause * 1.5)
    operation = await api.bulk(operation.id)
  }
  return operation && fetchFile(api, operation)
}

/** What an operation left that was finished before; null when it is gone. Files are kept for a week. */
export async function fetchBulk(api: ShopifyApi, id: string): Promise<Finished | null> {
  const operation = await api.bulk(id)
  return operation && fetchFile(api, operation)
}

async function fetchFile(api: ShopifyApi, operation: BulkOperation): Promise<Finished | null> {
  if (operation.errorCode === 'ACCESS_DENIED') {
    throw new AdapterError(
      'forbidden',
      'Shopify does not let this app read products. Allow it the missing scope.',
      {
        vendorCode: 'ACCESS_DENIED',
      },
    )
  }
  if (operation.status !== 'COMPLETED' || (operation.fileSize ?? 0) > LARGEST_FILE) return null
  // Nothing found leaves no file.
  if (!operation.url) return operation.objectCount === 0 ? { id: operation.id, lines: [] } : null
  try {
    return { id: operation.id, lines: await api.download(operation.url, operation.objectCount) }
  } catch (error) {
    // The list can still be read page by page, over a broken line not.
    if (
      isOfARecord(error) ||
      (error instanceof AdapterError && kindPolicy[error.kind].class !== 'connection')
    ) {
      return null
    }
    throw error
  }
}

function isUnderWay({ status }: BulkOperation): boolean {
  return status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING'
}

/**
 * The products of a file, whose lines may stand in any order: a member of a list says whose it is by `__parentId`.
 * @returns in the form reading page by page gives them
 */
export function assembleProducts(lines: unknown[]): unknown[] {
  const roots = new Map<unknown, Record<string, unknown>>()
  const members: [parent: unknown, member: Record<string, unknown>][] = []
  const loose: unknown[] = []
  for (const line of lines) {
    const { __parentId: parent, ...fields } = fieldsOf(line)
    if (parent !== undefined) members.push([parent, fields])
    else if (fields['id'] !== undefined && !roots.has(fields['id'])) {
      roots.set(fields['id'], { ...fields, variants: [], media: [], metafields: [], collections: [] })
    } else loose.push(line)
  }
  for (const [parent, member] of members) {
    const list = roots.get(parent)?.[listOf[typeOf(member['id'])] ?? 'media']
    if (Array.isArray(list)) list.push(member)
  }
  return [...[...roots.values()].map(flatten), ...loose]
}

function typeOf(id: unknown): string {
  return typeof id === 'string' ? (/^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? '') : ''
}

/** Hands out records in pages from the one after `handed` on. */
export function* pagesOf(
  records: SourceRecord[],
  bulk: string,
  handed: number,
  signal: AbortSignal,
): Generator<Page> {
  for (let start = handed; start === handed || start < records.length; start += PAGE) {
    signal.throwIfAborted()
    const page = records.slice(start, start + PAGE)
    const end = start + page.length
    yield { records: page, cursor: { bulk, handed: end }, done: end >= records.length, total: records.length }
  }
}
