/** Written in capitals everywhere; so are words without a vowel. */
const ACRONYMS = new Set([
  ...['THC', 'THCA', 'THCV', 'THCP', 'CBD', 'CBDA', 'CBG', 'CBN', 'CBC', 'HHC', 'RSO', 'FECO', 'BHO', 'AIO'],
  ...[
    'OG',
    'GG',
    'GMO',
    'GSC',
    'MAC',
    'LA',
    'NYC',
    'USA',
    'SFV',
    'AK',
    'ATF',
    'UK',
    'II',
    'III',
    'IV',
    'VI',
    'XL',
    'XXL',
  ],
  ...['STIIIZY', 'DIY', 'UV', 'LED', 'USB'],
])

const SMALL_WORDS = new Set(['a', 'an', 'and', 'by', 'for', 'in', 'n', 'of', 'on', 'or', 'the', 'to', 'with'])

const UNITS = /^(\d*[.,]?\d+)(G|GM|GR|MG|OZ|ML|PK|CT|PC|PCS|X|TH|THS|ST|ND|RD)$/

/** Whether text is in capitals because the POS writes everything so: no small letter, and more than an abbreviation. */
export function isShouted(text: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{Lu}{4,}/u.test(text)
}

/** "FRIENDLY FARMS OG - 14 G" → "Friendly Farms OG - 14 g". Text with any small letter is left as its author wrote it. */
export function readableCase(text: string): string {
  if (!isShouted(text)) return text
  let first = true
  return text.replace(/[\p{L}\p{N}][\p{L}\p{N}'’.]*/gu, (word, at: number) => {
    const before = text.slice(0, at)
    const opens = first || /[-–|:([/]\s*$/.test(before)
    first = false
    return readableWord(word, opens, /\d\s*$/.test(before))
  })
}

function readableWord(word: string, opens: boolean, afterNumber: boolean): string {
  const bare = word.replace(/[.'’]+$/, '')
  if (UNITS.test(bare)) return word.toLowerCase()
  if (afterNumber && /^(G|GM|GR|MG|OZ|ML|PK|CT|GRAMS?|MILLIGRAMS?|OUNCES?|PACK)$/.test(bare))
    return word.toLowerCase()
  if (/\d/.test(word) || ACRONYMS.has(bare) || /^\p{L}\.\p{L}/u.test(word)) return word
  // A cross of two strains, or "times".
  if (word === 'X' && !opens) return 'x'
  const small = word.toLowerCase()
  if (!opens && SMALL_WORDS.has(small.replace(/['’]/g, ''))) return small
  if (bare.length > 1 && !/[AEIOUYÀ-Ý]/u.test(bare)) return word
  return small.replace(/^\p{L}/u, (letter) => letter.toUpperCase())
}
