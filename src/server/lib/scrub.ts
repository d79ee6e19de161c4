/** Names of fields whose value is a secret or a person's, whatever it looks like. */
const secretName =
  /pass(word|phrase)|secret|token|api[-_]?key|authorization|cookie|credential|sealed|master[-_]?key|private[-_]?key|signature|e-?mail|phone|birth/i

/** Looks like one of the above but only counts or times something. */
const harmlessName = /^(expires|tokens?(in|out|left|count)|secretname|credentialname)/i

const hidden = '[hidden]'

/** A secret's name before a colon or an equals sign, in JSON (also escaped), a query or a sentence. */
const words =
  'api[-_]?key|client[-_]?secret|(access|refresh)[-_]?token|token|password|passwd|pwd|secret|signature|authorization'
const named = String.raw`\b(?<name>${words})(?<colon>\\?["']?\s*[=:]\s*)`

/** Secrets by shape, for text nobody named: messages of libraries, addresses, stacks. */
const shapes: [RegExp, string][] = [
  [/\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g, hidden],
  [/\b(Bearer|Basic|Token)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`],
  [/\bv1\.[\w-]{1,32}\.[\w-]{60,}(\.[\w-]*)*/g, hidden],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'\\]*:[^\s/@"'\\]*@/gi, `$1${hidden}@`],
  [/\b(sk|pk|rk|shp(at|ca|pa|ss)|whsec|ghp|xox[bap])[-_]\w{8,}/gi, hidden],
  [
    new RegExp(String.raw`${named}(?<quote>\\?["'])(?!\[hidden\])[^"'\\]+`, 'gi'),
    `$<name>$<colon>$<quote>${hidden}`,
  ],
  [new RegExp(String.raw`${named}(?!\[hidden\])[^\s"'\\&,;}]+`, 'gi'), `$<name>$<colon>${hidden}`],
  [/\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b/g, hidden],
]

/** @returns the text with everything that looks like a secret or an e-mail address replaced by `[hidden]` */
export function scrubText(text: string): string {
  return shapes.reduce((rest, [shape, replacement]) => rest.replace(shape, replacement), text)
}

/**
 * What of a value may be written to a log: scalars, and plain lists and objects of them. Anything else (requests,
 * headers, buffers, sockets, library objects) is reduced to the name of its class, because nobody checked what is in it.
 * @param value anything
 * @returns a JSON-safe copy without secrets, three levels deep
 */
export function scrubValue(value: unknown, depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (typeof value === 'string') return scrubText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object') return `[${typeof value}]`
  if (value instanceof Date) return value
  if (value instanceof URL) return value.origin + value.pathname
  if (value instanceof Error) return describeError(value)
  if (depth >= 3) return '[…]'
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => scrubValue(item, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor?.name ?? 'object'}]`
  return scrubFields(value, depth)
}

/** {@link scrubValue} for an object's own fields, hiding those with a secret's name. */
export function scrubFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretName.test(name) && !harmlessName.test(name) ? hidden : scrubValue(value, depth + 1),
    ]),
  )
}

/** Fields of errors that name a cause and never carry what was sent or received. */
const errorFields = [
  'code',
  'kind',
  'status',
  'vendorCode',
  'field',
  'syscall',
  'hostname',
  'table',
  'constraint',
]

/**
 * An error for a log: its name, message, frames and named causes. Headers, bodies, queries and parameters that libraries
 * attach are left out.
 */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const fields = errorFields
    .map((name): [string, unknown] => [name, Reflect.get(error, name)])
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return {
    type: error.name,
    message: scrubText(error.message),
    ...Object.fromEntries(fields.map(([name, value]) => [name, scrubValue(value)])),
    stack: scrubText(frames.join('\n')),
    ...(error.cause instanceof Error && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}
