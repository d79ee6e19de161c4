import { expect, test } from 'vitest'
import { builtInCategories } from '#lib/categories.ts'
import { categorize } from './categorize.ts'
import { categoryRules, typeRules } from './category-rules.ts'

test('every rule leads to a category of the tree', () => {
  const slugs = new Set(builtInCategories.map(({ slug }) => slug))
  const targets = [...categoryRules, ...Object.values(typeRules).flat()].map(({ slug }) => slug)
  expect(targets.filter((slug) => !slugs.has(slug))).toEqual([])
})

test.each<[string[], string, string[]]>([
  [['FLOWER', 'PRE-PACK'], 'Blue Dream', ['flower/pre-pack']],
  [['FLOWER'], 'Blue Dream', ['flower']],
  [['FLOWER', 'SMALL BUDS'], 'Blue Dream', ['flower/smalls']],
  [['PREROLL', 'INFUSED'], 'Blue Dream', ['pre-roll/infused']],
  [['PREROLL'], 'Infused Joint 5 pk', ['pre-roll/infused', 'pre-roll/pack']],
  [['PREROLL', 'PACK'], 'Blue Dream', ['pre-roll/pack']],
  [['CARTRIDGE'], 'Blue Dream', ['vape/cartridge']],
  [['CARTRIDGE', 'DISPOSABLE'], 'Blue Dream', ['vape/disposable']],
  [['VAPORIZERS', 'CARTRIDGES'], 'Blue Dream', ['vape/cartridge']],
  [['EXTRACT', 'LIVE RESIN'], 'Badder', ['concentrate/live-resin']],
  [['EXTRACT'], 'Live Resin Badder', ['concentrate/live-resin', 'concentrate/badder']],
  [['EXTRACT'], 'Live Rosin', ['concentrate/live-rosin']],
  [['EDIBLE', 'GUMMY'], 'Peach', ['edible/gummies']],
  [['EDIBLE', 'MINT'], 'Frost', ['edible/mints']],
  [['BEVERAGE'], 'Lemonade', ['beverage/juice']],
  [['TINCTURE'], 'Night Drops', ['tincture/drops']],
  [['TOPICAL', 'PATCH'], 'Relief', ['topical/patch']],
  [['PILL'], 'Softgels', ['capsule/softgel']],
  [['PLANT', 'CLONE'], 'Blue Dream', ['cultivation/clone']],
  [['MERCH', 'T-SHIRT'], 'Logo', ['accessory/apparel']],
])('%j "%s" is %j', (path, name, categories) => {
  expect(categorize(path, name)).toEqual({ categories, rule: `built-in:${categories[0]}` })
})

test.each<[string[], string, string]>([
  [['Flower', 'Pre Roll'], 'Blue Dream', 'pre-roll'],
  [['Flower', 'Blunt Wrap'], 'Grape', 'accessory/paper'],
  [['Edibles', 'Capsules'], 'Sleep', 'capsule'],
  [['Edibles', 'Drinks'], 'Cola', 'beverage/soda'],
])('an inner level that says better decides: %j', (path, name, category) => {
  expect(categorize(path, name).categories[0]).toBe(category)
})

test.each<[string[], string, string]>([
  [['EDIBLE'], 'Crumble - Brookie Bars 250mg', 'edible'],
  [['EDIBLE'], 'Caramel Popcorn', 'edible'],
  [['EDIBLE'], 'Mint Chocolate Bar', 'edible/chocolate'],
  [['MERCH'], 'Pre-Roll Case', 'accessory/storage'],
  [['MERCH'], 'Pre Roll Cone 6pk 1-1/4', 'accessory/paper'],
  [['MERCH', 'VAPE'], 'Battery 900 mAh', 'accessory/battery'],
  [['FLOWER'], 'Wedding Cake', 'flower'],
  [['FLOWER'], 'Ice Cream Cake', 'flower'],
  [['PREROLL', 'FLOWER'], 'Gelato', 'pre-roll'],
  [['EXTRACT'], 'Sugar Plum Shatter', 'concentrate/shatter'],
  [['TOPICAL'], 'Sacred Flower Lip Balm', 'topical/balm'],
  [['MISC'], 'Wedding Cake Pre-Roll', 'unspecified'],
  [['NON-INV'], 'Delivery fee', 'unspecified'],
  [[], 'Gummies', 'unspecified'],
])('false friends do not mislead: %j "%s" is %s', (path, name, category) => {
  expect(categorize(path, name).categories).toEqual([category])
})
