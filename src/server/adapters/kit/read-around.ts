import type { LeftOut } from '../contract.ts'
import { AdapterError } from '../errors.ts'
import type { ListPage } from './read-pages.ts'

export type FetchPart = (skip: number, take: number) => Promise<unknown[] | ListPage>

/** More than this broken in one page is no broken record but a broken list. */
const MOST_LEFT_OUT = 5

/**
 * Reads a page a POS keeps answering with an error, in halves down to the single records that cause it, and leaves those
 * out: about 2·log₂(n) calls more for each. Two records beside each other that both fail mean that the POS is out of
 * order, not a record.
 * @param failure what the page as a whole failed with, after the client's own tries
 * @throws {AdapterError} `failure`, when it is not single records that cause it
 */
export async function readAround(
  fetch: FetchPart,
  skip: number,
  size: number,
  failure: AdapterError,
): Promise<ListPage & { leftOut: LeftOut[] }> {
  const records: unknown[] = []
  const leftOut: LeftOut[] = []
  let total: number | null = null
  const tryPart = async (from: number, take: number): Promise<boolean> => {
    try {
      const answer = await fetch(from, take)
      const part = Array.isArray(answer) ? { records: answer, total: null } : answer
      // A POS that takes no notice of the limit cannot be read in parts.
      if (part.records.length > take) throw failure
      records.push(...part.records)
      total = part.total ?? total
      return true
    } catch (error) {
      if (error === failure || !isOfARecord(error)) throw error
      return false
    }
  }
  const readPart = async (from: number, take: number): Promise<void> => {
    if (await tryPart(from, take)) return
    if (take > 1) return halve(from, take)
    if (leftOut.at(-1)?.position === from - 1 || leftOut.length === MOST_LEFT_OUT) throw failure
    leftOut.push({ position: from, reason: failure.message })
  }
  const halve = async (from: number, take: number): Promise<void> => {
    const middle = Math.ceil(take / 2)
    await readPart(from, middle)
    await readPart(from + middle, take - middle)
  }
  if (size <= 1) throw failure
  await halve(skip, size)
  if (records.length === 0) throw failure
  return { records, total, leftOut }
}

/** What a POS answers when one record of a page breaks it. */
export function isOfARecord(error: unknown): error is AdapterError {
  return (
    error instanceof AdapterError &&
    (error.kind === 'invalid_response' || (error.kind === 'unavailable' && error.status !== undefined))
  )
}
