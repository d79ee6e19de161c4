/**
 * Does the same for several items, a few at a time. After a failure nothing more is begun.
 * @returns what came of each, in the order of the items
 * @throws the first failure
 */
export async function inParallel<T, R>(
  items: readonly T[],
  atATime: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const waiting = [...items.entries()]
  let failed = false
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !failed; next = waiting.shift()) {
      const [index, item] = next
      results[index] = await act(item).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, work))
  return results
}
