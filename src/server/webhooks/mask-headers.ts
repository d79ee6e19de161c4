import { storableText } from '#server/lib/storable-text.ts'

/** Headers whose value proves something, whichever vendor they come from. */
const secretName = /authorization|cookie|signature|hmac|token|secret|api-?key|credential|password|digest/

const mostHeaders = 100
const longest = 500

/** The headers of a delivery as they are kept: by lower-cased name, secrets as their last four characters at most. */
export function maskHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .slice(0, mostHeaders)
      .map(([name, value]) => [name, secretName.test(name) ? masked(value) : shortened(value)]),
  )
}

/** Of a short secret the last four characters would be too large a part. */
const masked = (value: string) => `•••${value.length >= 16 ? value.slice(-4) : ''}`

const shortened = (value: string) =>
  storableText(value.length > longest ? `${value.slice(0, longest)}…` : value)
