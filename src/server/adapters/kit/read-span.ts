import type { SourceRecord } from '../../model/source-record.ts'
import type { LeftOut, Page } from '../contract.ts'
import type { AdapterError } from '../errors.ts'
import { isOfARecord, MOST_LEFT_OUT } from './read-around.ts'

export type Span = { from: Date; to: Date }

/** As close as times are told apart: many a POS knows no fractions. */
const FINEST_MS = 1000

/**
 * Reads a list that has no pages and is asked for by a span of time. A span the POS keeps answering with an error is read in
 * halves down to the seconds that cause it, and what belongs to those is left out, named by its time: about 40 calls more
 * for a week. Halves meet in a whole second that belongs to both, since it is not everywhere said to which.
 * @param fetch `part`: called to look for a record that breaks the list
 * @throws {AdapterError} the first failure, when it is not single moments that cause it
 */
export async function readSpan(
  fetch: (from: Date, to: Date, part?: boolean) => Promise<unknown[]>,
  toRecord: (payload: unknown) => SourceRecord,
  span: Span,
): Promise<Pick<Page, 'records' | 'leftOut'>> {
  try {
    return { records: (await fetch(span.from, span.to)).map(toRecord) }
  } catch (error) {
    if (!isOfARecord(error)) throw error
    const { payloads, broken } = await readAround(fetch, span, error)
    const records = new Map(payloads.map(toRecord).map((record) => [record.sourceId, record]))
    return { records: [...records.values()], leftOut: broken.map((moment) => leftOutOf(moment, error)) }
  }
}

async function readAround(
  fetch: (from: Date, to: Date, part: boolean) => Promise<unknown[]>,
  span: Span,
  failure: AdapterError,
): Promise<{ payloads: unknown[]; broken: Span[] }> {
  const payloads: unknown[] = []
  const broken: Span[] = []
  let answered = false
  const readPart = async (from: Date, to: Date): Promise<void> => {
    try {
      payloads.push(...(await fetch(from, to, true)))
      answered = true
    } catch (error) {
      if (!isOfARecord(error)) throw error
      if (to.getTime() - from.getTime() > FINEST_MS) return halve(from, to)
      leaveOut(from, to)
    }
  }
  const halve = async (from: Date, to: Date) => {
    const middle = new Date(secondOf((from.getTime() + to.getTime()) / 2, from))
    await readPart(from, middle)
    await readPart(middle, to)
  }
  /** What happened in the second where two halves meet breaks both. */
  const leaveOut = (from: Date, to: Date) => {
    const last = broken.at(-1)
    if (last?.to.getTime() !== from.getTime()) broken.push({ from, to })
    else if (to.getTime() - last.from.getTime() > 3 * FINEST_MS) throw failure
    else last.to = to
    if (broken.length > MOST_LEFT_OUT) throw failure
  }
  await halve(span.from, span.to)
  if (!answered) throw failure
  return { payloads, broken }
}

/** A whole second, where that lies behind `from`. */
function secondOf(time: number, from: Date): number {
  const whole = Math.floor(time / 1000) * 1000
  return whole > from.getTime() ? whole : time
}

function leftOutOf({ from, to }: Span, { message: reason }: AdapterError): LeftOut {
  const [start, end] = [from, to].map((time) => time.toISOString())
  return { place: `${start}/${end}`, name: `What is from ${start} to ${end}`, reason }
}
