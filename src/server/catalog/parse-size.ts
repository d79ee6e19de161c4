import { Decimal } from 'decimal.js'
import { toDecimalText } from '../lib/units.ts'
import type { Unit } from '../model/product.ts'

export type Size = { amount: string; unit: Unit }

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d*\.\d+|\d+)`

/** Units as names write them. `gc` and `gr` occur on real menus. */
const UNIT_WORDS: [string, Unit][] = [
  ['fl\\.?\\s*oz|fluid ounces?', 'fl_oz'],
  ['mg|milligrams?', 'mg'],
  ['g|gc|gm|gr|grams?', 'g'],
  ['oz|ounces?', 'oz'],
  ['ml|milliliters?', 'ml'],
]

/** Fractions of an ounce as the trade sells them: an eighth is 3.5 g, not 3.54. */
const TRADE_FRACTIONS: [RegExp, string][] = [
  [/(?:\b1\/8|⅛)(?:ths?\b|\s*-?(?:oz|ounce)\b)|\beighth\b/i, '3.5'],
  [/(?:\b1\/4|¼)(?:ths?\b|\s*-?(?:oz|ounce)\b)|\bquarter[ -](?:oz|ounce)\b/i, '7'],
  [/(?:\b1\/2|½)\s*-?(?:oz|ounce)\b|\bhalf[ -](?:oz|ounce)\b/i, '14'],
  [/\b(?:half|1\/2)[ -]gram\b/i, '0.5'],
]

const MULTIPLE = new RegExp(
  String.raw`(?<![\d./])(\d{1,3})\s*[x×]\s*${NUMBER}\s*(mg|g|gr|gm|oz|ml)\b|(?<![\d.])${NUMBER}\s*(mg|g|gr|gm|oz|ml)\s*[x×]\s*(\d{1,3})(?:\s*-?\s*(?:pk|pack|ct|pcs?))?\b`,
  'i',
)

const MASS_AND_VOLUME: Unit[] = ['g', 'oz', 'ml', 'fl_oz']

/**
 * The size a label or a name states: "3.5 g", "1/8 oz", "5 x 0.7g" (3.5 g), "100mg". Where it states a mass and
 * milligrams, the mass is the size and the milligrams are the dose.
 * @returns null when none is stated, or more than one of the same kind that differ
 */
export function parseSize(text: string): Size | null {
  const multiple = parseMultiple(text)
  if (multiple) return multiple
  for (const [pattern, amount] of TRADE_FRACTIONS) {
    if (pattern.test(text)) return { amount, unit: 'g' }
  }
  const stated = statedSizes(text)
  const sizes = stated.filter(({ unit }) => MASS_AND_VOLUME.includes(unit))
  return agreed(sizes.length > 0 ? sizes : stated)
}

function parseMultiple(text: string): Size | null {
  const match = MULTIPLE.exec(text)
  if (!match) return null
  const [, countFirst, amountAfter, unitAfter, amountFirst, unitFirst, countAfter] = match
  const count = countFirst ?? countAfter
  const amount = amountAfter ?? amountFirst
  const unit = unitOf(unitAfter ?? unitFirst ?? '')
  if (!count || !amount || !unit) return null
  return sizeOf(new Decimal(count).times(amount.replaceAll(',', '')), unit)
}

function statedSizes(text: string): Size[] {
  return UNIT_WORDS.flatMap(([words, unit]) => {
    // Not the denominator of a fraction, and not a word that goes on ("14gauge").
    const pattern = new RegExp(String.raw`(?<![\d./:])${NUMBER}\s*(?:${words})(?![\p{L}\d])`, 'giu')
    return [...text.matchAll(pattern)].flatMap((match) => {
      const size = sizeOf(new Decimal((match[1] ?? '0').replaceAll(',', '')), unit)
      return size ? [size] : []
    })
  })
}

function unitOf(word: string): Unit | null {
  return UNIT_WORDS.find(([words]) => new RegExp(`^(?:${words})$`, 'i').test(word))?.[1] ?? null
}

function sizeOf(amount: Decimal, unit: Unit): Size | null {
  const text = toDecimalText(amount)
  return text !== null && amount.gt(0) && amount.lt(1_000_000) ? { amount: text, unit } : null
}

/** "1g - 1.00 gram" says the same twice; "2.5mg each, 100mg" doesn't say which is meant. */
function agreed(sizes: Size[]): Size | null {
  const [first, ...others] = sizes
  if (!first) return null
  const same = others.every(({ amount, unit }) => amount === first.amount && unit === first.unit)
  return same ? first : null
}
