const hour = 3_600_000
const offsets = new Map<string, number>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than rendering a whole product. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, made)
  return made
}

/** Minutes east of UTC in `zone` at `at`; remembered by the hour because Intl is slow. */
function offsetMinutes(at: number, zone: string): number {
  const key = `${zone}:${Math.floor(at / hour)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const parts = formatOf(zone).formatToParts(at)
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? []
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1)
  offsets.set(key, offset)
  return offset
}

function pieces(at: number, zone: string) {
  const offset = offsetMinutes(at, zone)
  const local = new Date(at + offset * 60_000).toISOString()
  const size = Math.abs(offset)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    local: local.slice(0, 23),
    sign: offset < 0 ? '-' : '+',
    hours: two(Math.floor(size / 60)),
    minutes: two(size % 60),
  }
}

/** 2026-07-14T10:55:58.000-07:00 */
export function localIso(at: number, zone: string): string {
  const { local, sign, hours, minutes } = pieces(at, zone)
  return `${local}${sign}${hours}:${minutes}`
}

/** 2026-07-14T10:55:58.000-0700, as in token answers. */
export function localIsoNoColon(at: number, zone: string): string {
  const { local, sign, hours, minutes } = pieces(at, zone)
  return `${local}${sign}${hours}${minutes}`
}

/** 2026-07-14 10:55:58 */
export function localPlain(at: number, zone: string): string {
  return pieces(at, zone).local.slice(0, 19).replace('T', ' ')
}

/** 2026-07-14 */
export function localDay(at: number, zone: string): string {
  return pieces(at, zone).local.slice(0, 10)
}

/** ISO 8601 with an offset or Z, as callers must send it; null when it is anything else. */
export function readInstant(text: string): number | null {
  // A "+" that the caller didn't encode arrives as a space.
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)$/.exec(
    text.replace(' ', '+'),
  )
  if (match === null) return null
  const [, local = '', zone = ''] = match
  const at = Date.parse(local + zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at) ? null : at
}
