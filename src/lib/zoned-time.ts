/** Milliseconds a zone's clocks are ahead of UTC at a moment. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? []
  const length = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000
  return sign === '-' ? -length : length
}

/**
 * The moment at which the clocks of a zone show a time, e.g. "2026-03-08T09:30", as `<input type="datetime-local">` gives
 * it. A time that clocks skip is taken for the one an hour on, of one they show twice the first is meant.
 * @returns null for what is no such text
 */
export function momentOf(local: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) return null
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) return null
  // Offsets a day around: one of them held before a change of the clocks near this time, the other holds after it.
  const [before, after] = [offsetAt(asUtc - 86_400_000, timeZone), offsetAt(asUtc + 86_400_000, timeZone)]
  const fits = [asUtc - before, asUtc - after].filter((at) => at + offsetAt(at, timeZone) === asUtc)
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - before)
}

/** The other way: what the clocks of a zone show at a moment, "2026-03-08T09:30". */
export function localTimeOf(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(0, 16)
}
