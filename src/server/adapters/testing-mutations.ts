import type { Random } from '#simulators/world/random.ts'

/** An answer that was damaged in one place, and where and how. */
export type Damaged = { body: string; what: string }

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A place in a document: what holds the value, and under which name. */
type Place = { holder: Json[] | { [key: string]: Json }; key: string; path: string }

const kinds = ['drop', 'null', 'retype', 'nest', 'blow up', 'truncate'] as const

/**
 * Damages an answer of a POS in one place: a field dropped, a value made null, of another type, wrapped, or huge, or the
 * answer ended early. Items of lists are not dropped: nobody could tell a record that was never sent.
 * @param body JSON, lines of JSON, or XML
 * @returns null when there is nothing in it to damage
 */
export function damage(body: string, random: Random): Damaged | null {
  const kind = random.pick(kinds)
  if (body.trim() === '') return null
  if (kind === 'truncate') {
    const length = random.int(0, body.length - 1)
    return { body: body.slice(0, length), what: `truncated to ${length} of ${body.length} characters` }
  }
  if (body.trimStart().startsWith('<')) return damageXml(body, kind, random)
  const whole = parsed(body)
  if (whole !== undefined) return damageJson(whole, kind, random)
  const lines = body.split('\n')
  const at = random.int(0, lines.length - 1)
  const line = parsed(lines[at] ?? '')
  const damaged = line === undefined ? null : damageJson(line, kind, random)
  return damaged && { body: lines.with(at, damaged.body).join('\n'), what: `line ${at}: ${damaged.what}` }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function damageJson(
  document: Json,
  kind: Exclude<(typeof kinds)[number], 'truncate'>,
  random: Random,
): Damaged | null {
  const root = { whole: document }
  const place = walk(root, kind === 'drop', random)
  if (place === null) return null
  const value = valueAt(place)
  if (kind === 'drop') delete Object(place.holder)[place.key]
  else Object.assign(place.holder, { [place.key]: changed(value, kind, random) })
  return { body: JSON.stringify(root.whole), what: `${kind} ${place.path}` }
}

/**
 * A place some steps down from the top, so that what holds the records is hit as often as what is in them.
 * @param inObject only fields of objects: the whole answer and items of lists cannot be dropped
 */
function walk(root: { whole: Json }, inObject: boolean, random: Random): Place | null {
  let place: Place = { holder: root, key: 'whole', path: 'whole' }
  let usable: Place | null = inObject ? null : place
  for (;;) {
    const value = valueAt(place)
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
    if (keys.length === 0 || (usable !== null && random.chance(0.25))) return usable
    const key = random.pick(keys)
    place = { holder: Object(value), key, path: `${place.path}.${key}` }
    if (!inObject || !Array.isArray(value)) usable = place
  }
}

const valueAt = ({ holder, key }: Place): Json => Object(holder)[key]

function changed(value: Json, kind: 'null' | 'retype' | 'nest' | 'blow up', random: Random): Json {
  switch (kind) {
    case 'null':
      return null
    case 'nest':
      return random.pick<Json>([[value], { value }, [[value]], { data: [value] }])
    case 'retype':
      return random.pick(others.filter((other) => typeOf(other) !== typeOf(value)))
    case 'blow up':
      return blownUp(value, random)
  }
}

const others: Json[] = ['', 'text', '12', 7, 0.5, true, false, [], {}, ['text'], { text: 1 }]

const typeOf = (value: Json) => (Array.isArray(value) ? 'array' : typeof value)

function blownUp(value: Json, random: Random): Json {
  if (typeof value === 'string')
    return value.padEnd(random.pick([300, 20_000]), value === '' ? '\u0000' : value)
  if (typeof value === 'number') return random.pick([value * 1e12, 1.7e308, -1e15, 2 ** 63])
  if (Array.isArray(value)) return Array.from({ length: 50 }, () => value).flat()
  let deep: Json = value
  for (let level = 0; level < 500; level += 1) deep = { deeper: deep }
  return deep
}

/** Elements that hold text alone, which most values are, and those that hold others. */
const element = /<([\w:]+)((?:\s[^<>]*)?)>([^<>]*)<\/\1>/g

function damageXml(
  body: string,
  kind: Exclude<(typeof kinds)[number], 'truncate'>,
  random: Random,
): Damaged | null {
  const found = [...body.matchAll(element)].filter(([, name = '']) => kind !== 'drop' || !/item$/i.test(name))
  if (found.length === 0) return null
  const one = random.pick(found)
  const [whole, name = '', attributes = '', text = ''] = one
  const wrap = (inner: string) => `<${name}${attributes}>${inner}</${name}>`
  const instead = {
    drop: () => '',
    null: () => `<${name} xsi:nil="true"/>`,
    retype: () => wrap(random.pick(['', 'text', '12', '-0.5', 'true'])),
    nest: () => wrap(`<value>${text}</value>`),
    'blow up': () => wrap((text || 'x').repeat(random.pick([50, 5000]))),
  }[kind]()
  return {
    body: body.slice(0, one.index) + instead + body.slice(one.index + whole.length),
    what: `${kind} <${name}> at ${one.index}`,
  }
}
