import { inParallel } from '../kit/in-parallel.ts'

/** Calls at a time; what a page needs beyond that waits. */
const AT_A_TIME = 4

/** The first call of a page goes by itself: when the session has ended, one call learns it, not all that are under way. */
export async function firstAlone<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const [first, ...others] = items
  if (first === undefined) return []
  return [await act(first), ...(await inParallel(others, AT_A_TIME, act))]
}
