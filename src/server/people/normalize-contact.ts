/** What identifies people in a search, in one form however it was typed. Null: too little to tell anybody apart. */

/** "  Ada@Example.TEST " → "ada@example.test" */
export function normalizeEmail(text: string): string | null {
  const email = text.normalize('NFKC').trim().toLowerCase()
  return email.includes('@') ? email : null
}

/** Fewer digits than this are a house number. */
const fewestDigits = 7

/** "+1 (415) 555-0142" → "4155550142": digits only, without the country code of North America. */
export function normalizePhone(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/\D/g, '')
  if (digits.length < fewestDigits) return null
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** "Lovelace,  ADA" → "ada lovelace": words in lower case and in order, so that either name may come first. */
export function normalizeName(text: string): string | null {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter(Boolean)
  return words.length === 0 ? null : words.sort().join(' ')
}
