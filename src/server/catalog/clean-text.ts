/** What Windows-1252 puts between 0x80 and 0x9f; elsewhere above 0x7f it equals Unicode. */
const windows1252 = new Map(
  [...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((letter, index) => [
    letter,
    // The five codes Windows-1252 leaves empty are stepped over.
    [
      0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94,
      0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
    ][index],
  ]),
)

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** UTF-8 read as Windows-1252 starts with one of these: Latin, Greek, general punctuation, emoji. */
const MOJIBAKE = /[ÂÃÎÏâð][\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}/g

const entities: Record<string, string> = {
  amp: '&',
  quot: '"',
  apos: "'",
  '#39': "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
}

/** One line of text as a person would have typed it: encoding mended, marks and odd spaces gone. "" when nothing is left. */
export function cleanText(text: string): string {
  return mendEncoding(text)
    .replace(/&(amp|quot|apos|#39|lt|gt|nbsp);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[™®©\p{Cc}\u200b-\u200d\u2060\ufeff]/gu, (mark) => (/\s/.test(mark) ? ' ' : ''))
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A description without its markup. Tags come off before entities are decoded, so that `&lt;` stays a sign. */
export function plainText(html: string): string {
  return cleanText(html.replace(/<\/?[a-z][^<>]*>/gi, ' '))
}

/** "Rockinâ€™" → "Rockin’". What does not decode is left alone. */
function mendEncoding(text: string): string {
  return text.replace(MOJIBAKE, (run) => {
    const bytes = [...run].map((letter) => windows1252.get(letter) ?? letter.charCodeAt(0))
    // A run is as long as its first byte says; what follows is text again.
    const length = (bytes[0] ?? 0) >= 0xf0 ? 4 : (bytes[0] ?? 0) >= 0xe0 ? 3 : 2
    try {
      return utf8.decode(Uint8Array.from(bytes.slice(0, length))) + [...run].slice(length).join('')
    } catch {
      return run
    }
  })
}
