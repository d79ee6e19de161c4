import type { Random } from './random.ts'
import type { Lean, Size } from './types.ts'

export type NameParts = {
  brand: string | null
  initials: string
  /** Strain or flavour; null when the thing is named after itself. */
  title: string | null
  form: string
  size: Size
  lean: Lean | null
}

const letters: Record<Lean, string> = {
  sativa: 'S',
  indica: 'I',
  hybrid: 'H',
  'indica-hybrid': 'I/H',
  'sativa-hybrid': 'S/H',
  cbd: 'CBD',
}

const ounceWords = new Map([
  [3.5, ['1/8oz', '1/8 oz', '1/8th', '⅛ oz']],
  [7, ['1/4 oz', '1/4oz', '¼oz']],
  [14, ['1/2 OZ', '1/2oz', 'Half Ounce', '½oz']],
  [28, ['1oz', '1 oz', 'ounce']],
])

/** UTF-8 that was read as Windows-1252 somewhere on the way. */
function garble(name: string): string {
  return name.replaceAll('’', 'â€™').replaceAll('é', 'Ã©').replaceAll('ö', 'Ã¶').replaceAll('™', 'â„¢')
}

/** A size in the many ways staff write it: "3.5g", ".5 G", "1/8oz", "3.5 grams - 3.50 grams". */
function writeSize(random: Random, size: Size): string {
  const { amount, unit } = size
  if (unit === 'each') return size.label === 'EACH' ? '' : size.label
  if (unit === 'mg') {
    const mg = amount >= 1000 && random.chance(0.5) ? amount.toLocaleString('en-US') : String(amount)
    const total = random.pick([`${mg}mg`, `${mg}MG`, `${mg} mg`, `[${mg}mg]`, `(${mg}MG Total)`])
    if (size.packCount < 2 || random.chance(0.4)) return total
    return `${total} ${random.pick([`${size.packCount}pk`, `(${size.packCount} x ${amount / size.packCount}mg)`, `${size.packCount} Ct.`])}`
  }
  const bare = amount < 1 && random.chance(0.35) ? String(amount).replace(/^0/, '') : String(amount)
  const ounces = ounceWords.get(amount)
  if (size.packCount > 1 && random.chance(0.7)) {
    const one = Number((amount / size.packCount).toFixed(2))
    return random.pick([
      `${size.packCount}x${one}g`,
      `${size.packCount}pk ${bare}g`,
      `${one} G ${size.packCount} PK`,
    ])
  }
  if (ounces !== undefined && size.flowerGrams > 0 && random.chance(0.15)) return random.pick(ounces)
  return random.pick([
    `${bare}g`,
    `${bare}g`,
    `${bare} G`,
    `${bare}G`,
    `${bare} gm`,
    `(${bare}g)`,
    `[${bare}g]`,
    `${bare}g - ${amount.toFixed(2)} grams`,
  ])
}

type Style = (parts: { brand: string; initials: string; what: string; form: string; size: string }) => string

/** House styles; a brand mostly keeps to one. */
const styles: readonly Style[] = [
  (p) => `${p.brand} - ${p.what} - ${p.form} - ${p.size}`,
  (p) => `${p.brand} | ${p.form} | ${p.what} | ${p.size}`,
  (p) => `${p.what} ${p.form} ${p.size} | ${p.brand}`,
  (p) => `${p.size} ${p.what} ${p.form} by ${p.brand}`,
  (p) => `${p.initials} - ${p.what} ${p.size} ${p.form}`,
  (p) => `${p.brand} / ${p.size} / ${p.form} / ${p.what}`,
  (p) => `${p.form}: ${p.what} ${p.size}`,
  (p) => `${p.brand} l ${p.what} l ${p.size} ${p.form}`,
  (p) => `${p.what} ${p.size}`,
  (p) => `${p.brand} – ${p.what} – ${p.form} ${p.size}`,
  (p) => `${p.initials}-${p.what} ${p.form}_${p.size}`,
]

/** Slips that creep in whatever the style. */
const slips: readonly ((name: string, random: Random) => string)[] = [
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.replace(' ', '  '),
  (name) => `${name} `,
  (name) => `${name} *MEDICAL ONLY*`,
  (name) => `${name} (MED)`,
  (name, random) => `$${random.int(2, 60)} ${name}`,
  (name, random) => `${name} #${random.int(100_000, 999_999)}`,
  (name) => `** ${name} **`,
  (name) => `[SALE] ${name}`,
  (name) => `DNU ${name}`,
  (name, random) => `${name} ${random.pick(['🍑', '🍒', '🌿', '☕️', '💨'])}`,
  (name) => name.replace('&', '&amp;'),
  (name, random) => `${name} ${random.int(14, 34)}.${random.int(0, 9)}% THC`,
  (name) => name.slice(0, Math.max(8, name.length - 3)),
  (name) => name.replace(/\)$/, ''),
  (name) => `${name} BOGO`,
]

/**
 * The back-office name of a product, with the mess real ones have.
 * `houseStyle` is any whole number: equal numbers give equal styles.
 */
export function writeName(random: Random, houseStyle: number, parts: NameParts): string {
  const style = random.chance(0.8) ? styles[houseStyle % styles.length] : random.pick(styles)
  const write = style ?? random.pick(styles)
  let name = write({
    brand: parts.brand ?? 'House',
    initials: parts.initials,
    what: parts.title ?? parts.form,
    form: parts.title === null ? '' : parts.form,
    size: writeSize(random, parts.size),
  })
  // An empty part leaves separators with nothing between them.
  name = name
    .replace(/ [-|/–](?=\s+[-|/–] )/g, '')
    .replace(/^[\s\-|/–:]+|[\s\-|/–_:]+$/g, '')
    .trim()
  if (parts.lean !== null && random.chance(0.3)) {
    const letter = letters[parts.lean]
    name += random.pick([` (${letter})`, `-${letter}`, ` [${letter}]`, ` ${parts.lean}`])
  }
  if (random.chance(0.18)) name = random.pick(slips)(name, random)
  return random.chance(0.1) ? garble(name) : name
}

/** The same thing as one would like to read it on a menu. */
export function writeMenuTitle(parts: NameParts): string {
  const what = parts.title === null ? parts.form : `${parts.title} ${parts.form}`
  const size = parts.size.unit === 'each' ? '' : ` - ${parts.size.label.toLowerCase()}`
  return `${parts.brand === null ? '' : `${parts.brand} `}${what}${size}`
}
