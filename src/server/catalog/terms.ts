import { cleanText } from './clean-text.ts'

/** Effects and what else they are called. */
const effectWords: Record<string, string[]> = {
  Relaxed: ['relaxing', 'relax', 'relaxation'],
  Calm: ['calming', 'chill'],
  Happy: ['happiness'],
  Euphoric: ['euphoria', 'blissful', 'bliss'],
  Uplifted: ['uplifting', 'uplift'],
  Energetic: ['energizing', 'energized', 'energy', 'energised', 'energising'],
  Creative: ['creativity'],
  Inspired: ['inspiring'],
  Focused: ['focus', 'focussed'],
  'Clear mind': ['clear_mind', 'clear-headed', 'clear headed', 'clarity'],
  Sleepy: ['sleep', 'sedated', 'sedating'],
  Hungry: ['appetite', 'munchies'],
  Talkative: ['social', 'sociable', 'chatty'],
  Giggly: ['giggles'],
  Tingly: ['tingling'],
  Aroused: ['arousal', 'aroused'],
}

/** Flavours and what else they are called. */
const flavorWords: Record<string, string[]> = {
  Berry: ['berries'],
  Blueberry: ['blueberries'],
  Strawberry: ['strawberries'],
  Grape: ['grapes'],
  Citrus: ['citrusy'],
  Lemon: ['lemony'],
  Orange: ['oranges'],
  Earthy: ['earth'],
  Pine: ['piney'],
  Diesel: ['gas', 'gassy', 'fuel', 'petrol'],
  Sweet: ['sugary'],
  Spicy: ['spice', 'spicy/herbal'],
  Herbal: ['herb', 'herbs'],
  Floral: ['flowery', 'flower'],
  Woody: ['wood'],
  Minty: ['mint'],
  Nutty: ['nut', 'nuts'],
  Tropical: ['tropical fruit'],
  Vanilla: [],
  Chocolate: ['cocoa'],
}

const effects = index(effectWords)
const flavors = index(flavorWords)

/** Effects by their canonical names, each once; what is on no list keeps its own name. */
export function canonicalEffects(values: string[]): string[] {
  return canonical(values, effects)
}

/** Flavours by their canonical names, each once. */
export function canonicalFlavors(values: string[]): string[] {
  return canonical(values, flavors)
}

/** Free words (ingredients, tags): cleaned, in one case, each once. */
export function cleanTerms(values: string[]): string[] {
  return canonical(values, new Map())
}

function canonical(values: string[], names: Map<string, string>): string[] {
  const found = new Map<string, string>()
  for (const value of values) {
    const words = cleanText(value).replaceAll('_', ' ').toLowerCase()
    if (/^(n\/?a|none)?$/.test(words)) continue
    const name = names.get(words) ?? words.charAt(0).toUpperCase() + words.slice(1)
    found.set(name.toLowerCase(), name)
  }
  return [...found.values()]
}

function index(words: Record<string, string[]>): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([name, others]) =>
      [name.toLowerCase(), ...others].map((word) => [word.replaceAll('_', ' '), name] as const),
    ),
  )
}
