/**
 * The built-in category tree, two levels deep: a category, then its types. A slug is `category` or `category/type`.
 * The types are those that menus tell apart nationwide; anything finer is a tag.
 */
const tree: Record<string, { label: string; types: Record<string, string> }> = {
  flower: {
    label: 'Flower',
    types: {
      bud: 'Bud',
      'pre-pack': 'Pre-pack',
      smalls: 'Smalls',
      shake: 'Shake & trim',
      ground: 'Ground',
      infused: 'Infused flower',
    },
  },
  'pre-roll': {
    label: 'Pre-roll',
    types: { single: 'Single', pack: 'Pack', infused: 'Infused pre-roll', blunt: 'Blunt' },
  },
  vape: {
    label: 'Vape',
    types: { cartridge: 'Cartridge', disposable: 'Disposable', pod: 'Pod' },
  },
  concentrate: {
    label: 'Concentrate',
    types: {
      'live-rosin': 'Live rosin',
      'live-resin': 'Live resin',
      rosin: 'Rosin',
      badder: 'Badder',
      crumble: 'Crumble',
      diamonds: 'Diamonds',
      distillate: 'Distillate',
      hash: 'Hash',
      isolate: 'Isolate',
      kief: 'Kief',
      moonrock: 'Moonrock',
      rso: 'RSO',
      sauce: 'Sauce',
      shatter: 'Shatter',
      sugar: 'Sugar',
      wax: 'Wax',
    },
  },
  edible: {
    label: 'Edible',
    types: {
      gummies: 'Gummies',
      chocolate: 'Chocolate',
      'hard-candy': 'Hard candy',
      baked: 'Baked goods',
      mints: 'Mints',
      syrup: 'Syrup',
    },
  },
  beverage: {
    label: 'Beverage',
    types: {
      soda: 'Soda & seltzer',
      juice: 'Lemonade & juice',
      tea: 'Tea',
      coffee: 'Coffee',
      shot: 'Shot',
      mix: 'Drink mix',
    },
  },
  tincture: {
    label: 'Tincture',
    types: { drops: 'Drops', spray: 'Spray', strip: 'Sublingual strip' },
  },
  topical: {
    label: 'Topical',
    types: {
      lotion: 'Lotion',
      balm: 'Balm',
      patch: 'Patch',
      bath: 'Bath',
      'roll-on': 'Roll-on',
      intimate: 'Intimate',
    },
  },
  capsule: {
    label: 'Capsule',
    types: { softgel: 'Softgel', tablet: 'Tablet', suppository: 'Suppository' },
  },
  accessory: {
    label: 'Accessory',
    types: {
      paper: 'Papers & cones',
      pipe: 'Pipes & bongs',
      apparel: 'Apparel',
      battery: 'Batteries',
      lighter: 'Lighters',
      grinder: 'Grinders',
      storage: 'Storage',
    },
  },
  cultivation: { label: 'Cultivation', types: { seed: 'Seeds', clone: 'Clones' } },
  unspecified: { label: 'Unspecified', types: {} },
}

export type Category = { slug: string; label: string; parent: string | null }

/** Every category and type in the order screens show them, a category before its types. */
export const builtInCategories: readonly Category[] = Object.entries(tree).flatMap(
  ([slug, { label, types }]) => [
    { slug, label, parent: null },
    ...Object.entries(types).map(([type, typeLabel]) => ({
      slug: `${slug}/${type}`,
      label: typeLabel,
      parent: slug,
    })),
  ],
)

const bySlug = new Map(builtInCategories.map((category) => [category.slug, category]))

/** What a screen calls a category; a slug we don't know is shown as it is. */
export function categoryLabel(slug: string): string {
  return bySlug.get(slug)?.label ?? slug
}

/** A category's slug with those of its types: what a filter on the category must match. */
export function categoryWithTypes(slug: string): string[] {
  return [slug, ...builtInCategories.filter(({ parent }) => parent === slug).map((type) => type.slug)]
}
