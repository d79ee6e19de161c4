import type { ShopContext } from './context.ts'
import { indexOf } from './dialect.ts'
import { renderLevel } from './render-inventory.ts'
import { countStock, levelNumber } from './stock.ts'

type ById = (args: { id: string }) => object | null

/** Fields that find anything by its id alone. @param finders the field for each kind of id */
export function nodeRoot(context: ShopContext, finders: Record<string, ById>) {
  const { store } = context
  /** The id of a level also says whose it is, so that no list of all levels is needed. */
  const level: ById = ({ id }) => {
    const [, number, itemNumber] = /InventoryLevel\/(\d+)\?inventory_item_id=(\d+)$/.exec(id) ?? []
    const index = indexOf(store, 'InventoryItem', `gid://shopify/InventoryItem/${itemNumber}`)
    if (index === null) return null
    const found = countStock(store, index, store.product(index)).find(
      ({ room }) => levelNumber(Number(itemNumber), room) === Number(number),
    )
    return found === undefined ? null : renderLevel(index, found, context)
  }
  const all: Record<string, ById> = { ...finders, InventoryLevel: level }
  const node: ById = ({ id }) => {
    const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? ''
    return all[type]?.({ id }) ?? null
  }
  return { inventoryLevel: level, node, nodes: ({ ids }: { ids: string[] }) => ids.map((id) => node({ id })) }
}
