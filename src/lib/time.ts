const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** "12 s ago", "3 min ago", "3 h 2 min ago", "2 days ago"; "in 4 min" for what is to come. */
export function timeAgo(at: Date, now: Date): string {
  const distance = now.getTime() - at.getTime()
  const length = Math.abs(distance)
  if (length < 5 * second) return 'just now'
  const days = Math.floor(length / day)
  const words = days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : roughly(length)
  return distance < 0 ? `in ${words}` : `${words} ago`
}

/** A length of time in the two units that matter: "840 ms", "4.2 s", "3 min 5 s", "3 h 2 min", "2 d 4 h". */
export function duration(milliseconds: number): string {
  if (milliseconds < second) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 10 * second) return `${trimmed(milliseconds / second)} s`
  if (milliseconds < minute) return `${Math.floor(milliseconds / second)} s`
  if (milliseconds < 10 * minute) return pair(milliseconds, minute, 'min', second, 's')
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} min`
  if (milliseconds < day) return pair(milliseconds, hour, 'h', minute, 'min')
  return pair(milliseconds, day, 'd', hour, 'h')
}

/** "24 Nov 2026, 09:12:40 PST": exact, with its zone (the reader's own when none is given). */
export function exactTime(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}

/** "09:12" on the clock of `timeZone`. */
export function clockTime(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** A calendar day (YYYY-MM-DD) in words: "24 Nov 2026". */
export function calendarDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** Seconds don't matter any more after a minute; minutes do for hours. */
function roughly(length: number): string {
  return duration(length < minute || length >= hour ? length : Math.floor(length / minute) * minute)
}

function pair(length: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((length % large) / small)
  return `${Math.floor(length / large)} ${largeUnit}${rest === 0 ? '' : ` ${rest} ${smallUnit}`}`
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}
