/**
 * Times something over and over, after a first time that does not count, and prints the median and the 95th percentile.
 * @param rounds how often
 * @returns the median in ms
 */
export async function timeRounds(what: string, rounds: number, act: () => Promise<unknown>): Promise<number> {
  await act()
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await act()
    took.push(performance.now() - began)
  }
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
  console.log(`${what.padEnd(25)}${at(0.5).toFixed(0).padStart(9)}${at(0.95).toFixed(0).padStart(9)}`)
  return at(0.5)
}
