import { cleanText } from './clean-text.ts'
import { readableCase } from './readable-case.ts'

const SIZE = /(\d*\.?\d+)\s*(milligrams?|mg|grams?|gm|g|ounces?|oz|milliliters?|ml)\b/gi

const SHORT: Record<string, string> = {
  mi: 'mg',
  mg: 'mg',
  gr: 'g',
  gm: 'g',
  g: 'g',
  ou: 'oz',
  oz: 'oz',
  ml: 'ml',
}

/** A size as menus show it: "14 G" and "14.00 GRAMS" → "14 g". */
export function tidyLabel(label: string): string {
  const sized = cleanText(label).replace(SIZE, (_whole, amount: string, unit: string) => {
    const word = unit.toLowerCase()
    return `${Number(amount)} ${word.startsWith('millil') ? 'ml' : (SHORT[word.slice(0, 2)] ?? word)}`
  })
  return readableCase(sized.replace(/(?<=\d\s*)(?:PK|CT|PACK)\b/g, (count) => count.toLowerCase()))
}
