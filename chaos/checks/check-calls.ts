import type { Evidence } from './evidence.ts'

/** Calls that were refused because there were more than the vendor allows, as the vendor counts them. */
export function checkBudgets({ calls }: Pick<Evidence, 'calls'>): string[] {
  return [...calls].flatMap(([vendor, own]) =>
    own
      .filter(({ status, fault }) => status === 429 && fault === null)
      .map(({ at, path }) => `${vendor} was called above its budget at ${at}: ${path}`),
  )
}

/**
 * Calls that came before the vendor's Retry-After was over.
 * @param patience.retryAfterMs what every 429 asked for
 * @param patience.graceMs what was on its way when the 429 was said may still arrive for so long
 */
export function checkRetryAfter(
  { calls }: Pick<Evidence, 'calls'>,
  patience: { retryAfterMs: number; graceMs: number },
): string[] {
  return [...calls].flatMap(([vendor, own]) => {
    // Where calls aren't counted by key, the path begins with the shop.
    const shared = Map.groupBy(own, ({ budget, path }) => budget ?? path.split('?')[0])
    return [...shared.values()].flatMap((sharing) => {
      const blocks = sharing
        .filter(({ status }) => status === 429)
        .map((call) => Date.parse(call.at) + call.ms)
      return sharing.flatMap((call) => {
        const at = Date.parse(call.at)
        const early = blocks.find((said) => at > said + patience.graceMs && at < said + patience.retryAfterMs)
        return early === undefined
          ? []
          : [`${vendor} was called ${((at - early) / 1000).toFixed(1)} s after a 429: ${call.path}`]
      })
    })
  })
}
