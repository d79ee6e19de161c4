import type { XmlValue } from '../kit/xml.ts'
import { hash } from '../world/random.ts'
import type { WorldStore } from '../world/store.ts'
import type { Category, WorldProduct } from '../world/types.ts'
import { categoryNames } from './dialect.ts'

/** The root of all shops, and the one of this shop: neither says anything of a product. */
const rootId = 1
const shopRootId = 2

const categories = Object.keys(categoryNames)
const mainId = (category: Category) => 100 + categories.indexOf(category)
const subId = (category: Category, name: string) => 1000 + (hash(category, name) % 1_000_000)

/** Shops file a product under the shelf and under the cupboard it stands in. */
export function categoryIdsOf({ category, subcategory }: WorldProduct): string[] {
  const ids = subcategory === null ? [mainId(category)] : [mainId(category), subId(category, subcategory)]
  return ids.map(String)
}

/** All categories the shop's products stand in. */
export function categoryTree(store: WorldStore): XmlValue {
  const found = new Map<Category, Set<string>>()
  for (const index of store.indexes()) {
    const { category, subcategory } = store.product(index)
    const subs = found.get(category) ?? new Set()
    if (subcategory !== null) subs.add(subcategory)
    found.set(category, subs)
  }
  const node = (id: number, parent: number, name: string, level: number, children: XmlValue[]) => ({
    category_id: id,
    parent_id: parent,
    name,
    is_active: 1,
    position: 1,
    level,
    children,
  })
  const mains = [...found].map(([category, subs]) =>
    node(
      mainId(category),
      shopRootId,
      categoryNames[category],
      2,
      [...subs].map((name) => node(subId(category, name), mainId(category), name, 3, [])),
    ),
  )
  const shop = node(shopRootId, rootId, 'Default Category', 1, mains)
  const { is_active: _, ...root } = node(rootId, 0, 'Root Catalog', 0, [shop])
  return root
}
