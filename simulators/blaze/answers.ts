import { jsonReply, type Reply } from '../kit/http.ts'
import type { ShopAge } from './dialect.ts'

const words = new Map([
  [400, 'Invalid argument'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not found'],
  [429, 'Too many requests'],
])

export function refusal(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return jsonReply(status, { error: words.get(status) ?? 'Internal error', message, status }, headers)
}

/** A list holds no more than this, whatever is asked for. */
const largestPage = 100

const wholeNumber = (text: string | null, usual: number) => (text === null ? usual : Number(text))

/**
 * A page of a list in the wrapper of its shop.
 * @param by the parameter that pages this list; the other one is ignored
 */
export function listed<T>(
  items: readonly T[],
  query: URLSearchParams,
  wrapper: ShopAge['wrapper'],
  render: (item: T) => unknown,
  by: 'skip' | 'start' = 'skip',
): Reply {
  const skip = wholeNumber(query.get(by), 0)
  const limit = Math.min(wholeNumber(query.get('limit'), largestPage), largestPage)
  if (!Number.isInteger(skip) || skip < 0 || !Number.isInteger(limit) || limit < 1) {
    return refusal(400, 'limit is not valid')
  }
  const page = items.slice(skip, skip + limit).map(render)
  const total = items.length
  switch (wrapper) {
    case 'values':
      return jsonReply(200, { values: page, skip, limit, total })
    case 'searchResult':
      return jsonReply(200, { count: page.length, total, searchResult: page })
    case 'results':
      return jsonReply(200, { count: page.length, cursor: null, results: page })
  }
}

const week = 7 * 86_400_000

export type Range = { from: number; to: number }

const tooLong = () => refusal(400, 'Date range cannot exceed 7 days')

/** `startDate` and `endDate` in epoch ms; null where none is asked for. */
export function readRange(query: URLSearchParams, required: boolean): Range | Reply | null {
  const [start, end] = [query.get('startDate'), query.get('endDate')]
  if (start === null && end === null && !required) return null
  if (start === null || !/^\d+$/.test(start)) return refusal(400, 'startDate is required')
  if (end === null || !/^\d+$/.test(end)) return refusal(400, 'endDate is required')
  const range = { from: Number(start), to: Number(end) }
  return range.to - range.from > week ? tooLong() : range
}

/** `startDate` and `endDate` as MM/dd/yyyy, both included, as YYYY-MM-DD. */
export function readDays(query: URLSearchParams): { from: string; to: string } | Reply {
  const [from, to] = [query.get('startDate'), query.get('endDate')].map(dayOf)
  if (!from) return refusal(400, 'startDate is required')
  if (!to) return refusal(400, 'endDate is required')
  return Date.parse(to) - Date.parse(from) > week ? tooLong() : { from, to }
}

function dayOf(text: string | null): string | null {
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text ?? '') ?? []
  const written = `${year}-${month}-${day}`
  return month === undefined || Number.isNaN(Date.parse(written)) ? null : written
}

export const isReply = (value: object | null): value is Reply => value !== null && 'status' in value
