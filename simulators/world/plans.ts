import type { Category, Size, SizeUnit } from './types.ts'

/** A kind of thing a store sells: what staff call it and the sizes it comes in. */
export type Subplan = { name: string; words: readonly string[]; sizes: readonly Size[] }

export type Plan = {
  category: Category
  /** Share of the catalogue, relative to the others. */
  weight: number
  /** Named after a strain (flower) or after a taste (edibles). */
  namedAfter: 'strain' | 'flavor' | 'itself'
  subplans: readonly Subplan[]
}

type Extra = Partial<Pick<Size, 'packCount' | 'flowerGrams' | 'concentrateGrams' | 'thcMg'>>

function size(label: string, amount: number, unit: SizeUnit, dollars: number, extra: Extra = {}): Size {
  return {
    label,
    amount,
    unit,
    packCount: 1,
    flowerGrams: 0,
    concentrateGrams: 0,
    thcMg: 0,
    ...extra,
    priceMinor: Math.round(dollars * 100),
  }
}

const flower = (grams: number, dollars: number) =>
  size(`${grams} G`, grams, 'g', dollars, { flowerGrams: grams })
const joint = (grams: number, dollars: number, packCount = 1) =>
  size(`${grams} G`, grams, 'g', dollars, { flowerGrams: grams, packCount })
const oil = (grams: number, dollars: number) =>
  size(`${grams} G`, grams, 'g', dollars, { concentrateGrams: grams })
const dose = (mg: number, dollars: number, packCount: number) =>
  size(`${mg} MG`, mg, 'mg', dollars, { thcMg: mg, packCount })
const each = (label: string, dollars: number) => size(label, 1, 'each', dollars)

const eighths = [flower(3.5, 35), flower(7, 62), flower(14, 110), flower(28, 190)]
const extracts = [oil(1, 32), oil(0.5, 18), oil(2, 58)]

/** Loose flower, priced by the gram in steps; kept apart because it is never a family of sizes. */
export const bulkFlower: Subplan = {
  name: 'Bulk',
  words: ['Bulk Flower', 'Deli Flower'],
  sizes: [flower(1, 11)],
}

export const plans: readonly Plan[] = [
  {
    category: 'flower',
    weight: 23,
    namedAfter: 'strain',
    subplans: [
      { name: 'Pre-Pack', words: ['Flower', 'Pre-Pack', 'Indoor Flower'], sizes: eighths },
      {
        name: 'Smalls',
        words: ['Smalls', 'Popcorn', 'Small Buds'],
        sizes: [flower(14, 70), flower(28, 120), flower(7, 38)],
      },
      { name: 'Ground', words: ['Ground Flower', 'Shake'], sizes: [flower(14, 45), flower(28, 80)] },
      { name: 'Infused', words: ['Infused Flower'], sizes: [flower(3.5, 48), flower(7, 85)] },
    ],
  },
  {
    category: 'preroll',
    weight: 17,
    namedAfter: 'strain',
    subplans: [
      {
        name: 'Single',
        words: ['Pre-Roll', 'Preroll', 'PRJ', 'Joint'],
        sizes: [joint(1, 9), joint(0.5, 5), joint(0.75, 7)],
      },
      {
        name: 'Pack',
        words: ['Pre-Roll Pack', 'Multipack', 'Pre Rolls'],
        sizes: [joint(2.5, 24, 5), joint(3.5, 32, 7), joint(7, 55, 14)],
      },
      {
        name: 'Infused',
        words: ['Infused Pre-Roll', 'Infused PR'],
        sizes: [joint(1.2, 18), joint(2.5, 42, 5)],
      },
      { name: 'Blunt', words: ['Blunt', 'Hemp Wrap Blunt'], sizes: [joint(2, 22), joint(1, 13)] },
    ],
  },
  {
    category: 'cartridge',
    weight: 16,
    namedAfter: 'strain',
    subplans: [
      {
        name: 'Cartridge',
        words: ['Cart', '510 Cart', 'Cartridge', 'Vape Cartidge'],
        sizes: [oil(1, 38), oil(0.5, 22)],
      },
      {
        name: 'Disposable',
        words: ['AIO', 'Dispo', 'All-In-One'],
        sizes: [oil(1, 42), oil(0.3, 18), oil(2, 70)],
      },
      { name: 'Pod', words: ['Pod'], sizes: [oil(0.5, 26), oil(1, 44)] },
      {
        name: 'Live Resin Cartridge',
        words: ['LR Cart', 'Live Resin Cart'],
        sizes: [oil(1, 48), oil(0.5, 28)],
      },
    ],
  },
  {
    category: 'extract',
    weight: 10,
    namedAfter: 'strain',
    subplans: [
      'Badder',
      'Live Resin',
      'Live Rosin',
      'Shatter',
      'Sugar',
      'Sauce',
      'Diamonds',
      'Hash',
      'Crumble',
      'RSO',
    ].map((name) => ({ name, words: [name], sizes: extracts })),
  },
  {
    category: 'edible',
    weight: 14,
    namedAfter: 'flavor',
    subplans: [
      {
        name: 'Gummy',
        words: ['Gummies', 'Soft Chews', 'Jellies'],
        sizes: [dose(100, 18, 10), dose(50, 10, 5), dose(200, 30, 20)],
      },
      {
        name: 'Chocolate',
        words: ['Chocolate Bar', 'Choc Bites'],
        sizes: [dose(100, 20, 20), dose(50, 12, 10)],
      },
      { name: 'Hard Candy', words: ['Drops', 'Lozenges'], sizes: [dose(100, 16, 40)] },
      { name: 'Baked', words: ['Cookie', 'Brownie'], sizes: [dose(10, 6, 1), dose(100, 19, 10)] },
      { name: 'Mint', words: ['Mints', 'Micro Mints'], sizes: [dose(100, 17, 40), dose(20, 8, 8)] },
    ],
  },
  {
    category: 'beverage',
    weight: 4,
    namedAfter: 'flavor',
    subplans: [
      { name: 'Seltzer', words: ['Seltzer', 'Soda'], sizes: [dose(10, 6, 1), dose(5, 5, 1)] },
      { name: 'Shot', words: ['Shot', 'Elixir'], sizes: [dose(100, 14, 1)] },
      { name: 'Tea', words: ['Iced Tea'], sizes: [dose(10, 7, 1), dose(100, 16, 1)] },
    ],
  },
  {
    category: 'tincture',
    weight: 3,
    namedAfter: 'flavor',
    subplans: [
      { name: 'Sublingual', words: ['Tincture', 'Drops'], sizes: [dose(300, 40, 30), dose(1000, 75, 100)] },
      { name: 'Spray', words: ['Oral Spray'], sizes: [dose(150, 28, 30)] },
    ],
  },
  {
    category: 'topical',
    weight: 3,
    namedAfter: 'itself',
    subplans: [
      {
        name: 'Balm',
        words: ['Recovery Balm', 'Salve', 'Warming Balm'],
        sizes: [dose(200, 32, 1), dose(500, 58, 1)],
      },
      { name: 'Patch', words: ['Transdermal Patch'], sizes: [dose(20, 12, 1)] },
      { name: 'Lotion', words: ['Body Lotion 1:1', 'Lavender Lotion'], sizes: [dose(300, 36, 1)] },
    ],
  },
  {
    category: 'capsule',
    weight: 2,
    namedAfter: 'itself',
    subplans: [
      {
        name: 'Capsule',
        words: ['Softgels', 'Night Caps 2:1 THC:CBN', 'Capsules'],
        sizes: [dose(100, 22, 10), dose(250, 45, 25)],
      },
    ],
  },
  {
    category: 'plant',
    weight: 1,
    namedAfter: 'strain',
    subplans: [
      { name: 'Clone', words: ['Clone', 'Teen'], sizes: [each('EACH', 18)] },
      { name: 'Seed', words: ['Seeds 6pk'], sizes: [each('6 PACK', 60)] },
    ],
  },
  {
    category: 'gear',
    weight: 5,
    namedAfter: 'itself',
    subplans: [
      {
        name: 'Apparel',
        words: ['Logo Tee', 'Dad Hat', 'Pullover Hoodie'],
        sizes: [each('S', 25), each('M', 25), each('L', 25), each('XL', 28)],
      },
      {
        name: 'Papers',
        words: ['Classic Papers 1 1/4', 'Pre Roll Cone 6pk', 'Hemp Wraps'],
        sizes: [each('EACH', 3)],
      },
      {
        name: 'Glass',
        words: ['4.5" Coral Spoon', 'Shatter Resistant Tray', '14mm Bowl', 'Popcorn Jar'],
        sizes: [each('EACH', 22)],
      },
      { name: 'Battery', words: ['510 Battery 650 mAh', 'Palm Battery 900mAh'], sizes: [each('EACH', 19)] },
    ],
  },
  {
    category: 'misc',
    weight: 1,
    namedAfter: 'itself',
    subplans: [
      {
        name: 'Misc',
        words: ['Gift Card', 'Mystery Bag', 'Sample Jar', 'DISPLAY ONLY'],
        sizes: [each('EACH', 10)],
      },
    ],
  },
  {
    category: 'service',
    weight: 1,
    namedAfter: 'itself',
    subplans: [{ name: 'Fee', words: ['Exit Bag', 'Delivery Fee', 'Bag Fee'], sizes: [each('EACH', 1)] }],
  },
]
