import type { LeftOut } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from './list-page.ts'

export type FetchPart = (skip: number, take: number) => Promise<unknown[] | ListPage>

/** What a page is in its list. `smallest`: the fewest records the POS lets a page have. `list`: which one, in words. */
export type Around = { skip: number; size: number; smallest?: number; list?: string }

/** `missing`: how many records the places left out are. */
export type AroundPage = ListPage & { leftOut: LeftOut[]; missing: number }

/** More than this broken in one page is no broken record but a broken list. */
export const MOST_LEFT_OUT = 5

/** Where a page cannot be one record, so many may be left out because of one. */
const MOST_TOGETHER = 25

/**
 * Reads a page a POS keeps answering with an error, in parts down to the single records that cause it, and leaves those
 * out: about 2·log₂(n) calls more for each. Parts are whole fractions of the page, so that each is a page of its own where
 * pages have numbers. Two parts beside each other that both fail to the end mean that the POS is out of order, not a record.
 * @param failure what the page as a whole failed with, after the client's own tries
 * @throws {AdapterError} `failure`, when it is not single records that cause it
 */
export async function readAround(
  fetch: FetchPart,
  { skip, size, smallest = 1, list = '' }: Around,
  failure: AdapterError,
): Promise<AroundPage> {
  const records: unknown[] = []
  const leftOut: LeftOut[] = []
  let missing = 0
  let total: number | null = null
  let answered = false
  let brokenUntil = -1
  const tryPart = async (from: number, take: number): Promise<boolean> => {
    try {
      const answer = await fetch(from, take)
      const part = Array.isArray(answer) ? { records: answer, total: null } : answer
      // A POS that takes no notice of the limit cannot be read in parts.
      if (part.records.length > take) throw failure
      records.push(...part.records)
      total = part.total ?? total
      answered = true
      return true
    } catch (error) {
      if (error === failure || !isOfARecord(error)) throw error
      return false
    }
  }
  const readPart = async (from: number, take: number): Promise<void> => {
    if ((total !== null && from >= total) || (await tryPart(from, take))) return
    if (partOf(take, smallest) !== null) return split(from, take)
    if (brokenUntil === from || leftOut.length === MOST_LEFT_OUT || take > MOST_TOGETHER) throw failure
    brokenUntil = from + take
    missing += take
    leftOut.push(leftOutAt(from, take, list, failure))
  }
  const split = async (from: number, take: number): Promise<void> => {
    const part = partOf(take, smallest)
    if (part === null) throw failure
    for (let at = from; at < from + take; at += part) await readPart(at, part)
  }
  await split(skip, size)
  if (!answered) throw failure
  return { records, total, leftOut, missing }
}

/** The largest whole fraction of a page; null where there is none, or none large enough. */
function partOf(size: number, smallest: number): number | null {
  for (let parts = 2; parts <= size; parts += 1) {
    if (size % parts === 0) return size / parts >= smallest ? size / parts : null
  }
  return null
}

function leftOutAt(from: number, take: number, list: string, { message: reason }: AdapterError): LeftOut {
  const place = `${list}${list && ' '}${from}`
  const name = take === 1 ? `Record ${from + 1}` : `Records ${from + 1} to ${from + take}`
  return { place, name: `${name} of the ${list || 'list'}`, reason }
}

/** What a POS answers when one record of a page breaks it. */
export function isOfARecord(error: unknown): error is AdapterError {
  return (
    error instanceof AdapterError &&
    (error.kind === 'invalid_response' || (error.kind === 'unavailable' && error.status !== undefined))
  )
}
