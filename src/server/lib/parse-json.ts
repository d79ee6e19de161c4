/** A whole number of 16 digits or more: only those can lose digits. */
const longNumber = /(?:^|[:[,\s])-?\d{16}/

/** `context` is newer than TypeScript's types of JSON.parse: https://tc39.es/proposal-json-parse-with-source/ */
const keepDigits = (_key: string, value: unknown, context?: { source?: string }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value

/**
 * Parses JSON without losing digits: a whole number beyond 2^53, as some systems use for ids, comes as text.
 * @throws {SyntaxError} like `JSON.parse`; its message quotes the text, so don't pass it on
 */
export function parseJson(text: string): unknown {
  return longNumber.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
}
