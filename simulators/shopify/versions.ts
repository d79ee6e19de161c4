/** What is served, oldest first: a quarter's version for a year at least, and what is being built. */
const served = ['2026-01', '2026-04', '2026-07', '2026-10', 'unstable'] as const

/** The version a call is answered in: one that is gone falls forward to the oldest there is; null when there never was such. */
export function servedVersion(asked: string): string | null {
  const known = served.find((version) => version === asked)
  if (known !== undefined) return known
  return /^\d{4}-(01|04|07|10)$/.test(asked) && asked < served[0] ? served[0] : null
}
