import type { Category, WorldProduct } from '../world/types.ts'
import { numberOf } from './dialect.ts'

/** The tenant's tree: two levels, with a root for what is smoked and one for what is swallowed. */
const places: Record<Category, { name: string; parent: string | null }> = {
  flower: { name: 'Flower', parent: null },
  preroll: { name: 'Pre-Rolls', parent: null },
  cartridge: { name: 'Cartridges', parent: 'Vapes' },
  extract: { name: 'Extracts', parent: 'Concentrates' },
  edible: { name: 'Edibles', parent: 'Ingestibles' },
  beverage: { name: 'Beverages', parent: 'Ingestibles' },
  tincture: { name: 'Oils', parent: 'Ingestibles' },
  topical: { name: 'Topicals', parent: null },
  capsule: { name: 'Capsules', parent: 'Ingestibles' },
  plant: { name: 'Seeds & Clones', parent: null },
  gear: { name: 'Accessories', parent: null },
  misc: { name: 'Miscellaneous', parent: null },
  service: { name: 'Fees', parent: null },
}

export const treeId = numberOf('classification tree')
const idOf = (name: string) => numberOf('classification', name)

export function classificationOf({ category }: WorldProduct) {
  const { name, parent } = places[category]
  return {
    ClassificationId: idOf(name),
    ClassificationName: name,
    ClassificationPath: parent === null ? name : `${parent} > ${name}`,
    ClassificationTreeId: treeId,
  }
}

/** The nodes that these products hang on. */
export function classificationsOf(products: readonly WorldProduct[]) {
  return [...new Set(products.map(({ category }) => category))].map((category) => {
    const { name, parent } = places[category]
    return {
      TreeId: treeId,
      Id: idOf(name),
      Name: name,
      ParentCategories: parent === null ? [] : [{ Id: idOf(parent), Name: parent }],
    }
  })
}
