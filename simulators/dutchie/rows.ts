import type { Reply } from '../kit/http.ts'
import type { WorldStore } from '../world/store.ts'
import { ageOf } from './dialect.ts'
import { badRequest } from './refusals.ts'

const wholeNumber = (text: string | undefined, usual: number) => (text === undefined ? usual : Number(text))

/**
 * The part of a list a caller asks for by `Skip` and `Take` (`offset` and `limit`), which operators use and the
 * specification doesn't name. @returns a refusal for numbers that are none
 */
export function partOf<T>(
  store: WorldStore,
  query: Map<string, string>,
  rows: readonly T[],
): readonly T[] | Reply {
  const { rowCeiling } = ageOf(store.profile.key)
  const skip = wholeNumber(query.get('skip') ?? query.get('offset'), 0)
  const take = wholeNumber(query.get('take') ?? query.get('limit'), rows.length)
  if (!Number.isInteger(skip) || skip < 0) return badRequest.empty()
  if (!Number.isInteger(take) || take < 0) return badRequest.text('Take must be a whole number.')
  return rowCeiling === null ? rows : rows.slice(skip, skip + Math.min(take, rowCeiling))
}
