import { tidyPaste } from '#lib/tidy-paste.ts'
import type { FieldManifest, Manifest, SignInMethod } from '#server/adapters/contract.ts'
import { AppError } from '#server/lib/errors.ts'

/**
 * The way to sign in with this id.
 * @throws {AppError} invalid, field `signInMethod`
 */
export function findSignInMethod(manifest: Manifest, id: string): SignInMethod {
  const method = manifest.signInMethods.find((candidate) => candidate.id === id)
  if (!method) {
    throw new AppError(
      'invalid',
      `${manifest.name} has no such way to sign in. Choose one of those offered.`,
      {
        field: 'signInMethod',
      },
    )
  }
  return method
}

/** What is wrong with a tidied value, in words that never repeat it; null when nothing is. */
export function problemOf(field: FieldManifest, value: string): string | null {
  if (value === '') return field.required ? `${field.label} is missing. ${field.help}`.trim() : null
  if (value.length > 8192) return `${field.label} is longer than any key can be. Copy only the value itself.`
  if (field.type === 'url' && !URL.canParse(value)) {
    return `${field.label} is not a web address. Enter it whole, such as https://example.com.`
  }
  if (field.options && !field.options.some((option) => option.value === value)) {
    return `${field.label} is not one of the choices offered. Choose one of them.`
  }
  if (field.pattern && !new RegExp(field.pattern.source, 'u').test(value)) return field.pattern.message
  return null
}

/**
 * Tidies what was typed or pasted and checks it against a manifest's fields.
 * @param raw by field name; names the method doesn't have are refused.
 * @param stored names that already have a sealed value: blank keeps it.
 * @returns the values to seal, by field name, without blanks.
 * @throws {AppError} invalid, field `credentials.<name>`; the message never repeats the value
 */
export function validateCredentials(
  method: SignInMethod,
  raw: Record<string, string>,
  stored: ReadonlySet<string> = new Set(),
): Record<string, string> {
  const stranger = Object.keys(raw).find((name) => !method.fields.some((field) => field.name === name))
  if (stranger !== undefined) {
    throw new AppError(
      'invalid',
      `“${method.label}” has no such field. Reload the page and enter it again.`,
      {
        field: 'credentials',
      },
    )
  }
  const values: Record<string, string> = {}
  for (const field of method.fields) {
    const value = tidyPaste(raw[field.name] ?? '')
    if (value === '' && stored.has(field.name)) continue
    const problem = problemOf(field, value)
    if (problem !== null) throw new AppError('invalid', problem, { field: `credentials.${field.name}` })
    if (value !== '') values[field.name] = value
  }
  return values
}
