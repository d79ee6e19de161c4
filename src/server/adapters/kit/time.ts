const TIMESTAMP =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i

/**
 * Reads a time in any of the forms vendors use: with an offset (`-08:00`, `-0800`, `Z`), or local to the store (date and
 * time, or date alone).
 * @param timeZone IANA zone of the store, for the local forms
 * @returns null for anything else, also for days that don't exist
 */
export function parseTimestamp(text: string, timeZone: string): Date | null {
  const match = TIMESTAMP.exec(text.trim())
  if (!match) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  )
  if (!isRealWallTime(wall, Number(month), Number(day), Number(hour), Number(minute))) return null
  if (offset) return new Date(wall - offsetMinutes(offset) * 60_000)
  return new Date(wall - zoneOffsetMs(wall - zoneOffsetMs(wall, timeZone), timeZone))
}

/** Reads a time that says its offset; null for local ones, which need the store's zone. */
export function parseInstant(text: string): Date | null {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(text.trim()) ? parseTimestamp(text, 'UTC') : null
}

/** The calendar day of a time as YYYY-MM-DD, as written there; null when it is none. */
export function parseDay(text: string): string | null {
  return parseTimestamp(text, 'UTC') ? text.trim().slice(0, 10) : null
}

/** The calendar day of a moment where the store is, as YYYY-MM-DD. */
export function dayIn(time: Date, timeZone: string): string {
  return new Date(time.getTime() + zoneOffsetMs(time.getTime(), timeZone)).toISOString().slice(0, 10)
}

/** Date.UTC rolls 30 February over into March; the parts then differ. */
function isRealWallTime(wall: number, month: number, day: number, hour: number, minute: number): boolean {
  const date = new Date(wall)
  return (
    date.getUTCMonth() + 1 === month &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute
  )
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)))
}

/** How far the zone's clocks are ahead of UTC at an instant. */
function zoneOffsetMs(instant: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(instant / 1000) * 1000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
