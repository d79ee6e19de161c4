import { fieldsOf } from '../kit/source-record.ts'
import type { OpenMageApi } from './client.ts'
import type { Category } from './schema.ts'
import { attributeCodes } from './settings.ts'
import { parseTime } from './time.ts'

/** What products point at by number: categories, and the options of dropdowns. */
export type Neighbours = { categories: Map<string, string[]>; labels: Map<string, Map<string, string>> }

/** The root of all shops and the root of one stand above every category and say nothing. */
const ROOTS = 2

/** @throws {AdapterError} */
export async function readNeighbours(
  api: OpenMageApi,
  settings: Record<string, unknown>,
): Promise<Neighbours> {
  const categories = pathsBelow(await api.categories())
  const labels = new Map<string, Map<string, string>>()
  for (const attribute of attributeCodes(settings).dropdowns)
    labels.set(attribute, await api.labels(attribute))
  return { categories, labels }
}

/**
 * The product with the names of what it points at, its pictures, and whether its special price counts today. Nothing else
 * is changed.
 */
export function joinProduct(
  product: Record<string, unknown>,
  pictures: unknown[],
  neighbours: Neighbours,
  now: Date,
) {
  const ids = textsIn(product['category_ids'] ?? product['categories'])
  const attributes = listIn(product['additional_attributes']).map(fieldsOf)
  const labels = attributes.flatMap(({ key, value }) => {
    const label = neighbours.labels.get(String(key))?.get(String(value))
    return label === undefined ? [] : [[String(key), label] as const]
  })
  return {
    ...product,
    joined: {
      categories: ids.flatMap((id) => {
        const path = neighbours.categories.get(id)
        return path === undefined || path.length === 0 ? [] : [path]
      }),
      labels: Object.fromEntries(labels),
      pictures,
      specialPrice: isWithin(product, now),
    },
  }
}

function pathsBelow(root: Category): Map<string, string[]> {
  const paths = new Map<string, string[]>()
  const walk = (category: Category, above: string[]) => {
    const path = [...above, category.name ?? '']
    const named = path.slice(ROOTS).filter((name) => name !== '')
    if (category.category_id !== null) paths.set(category.category_id, named)
    for (const child of category.children) walk(child, path)
  }
  walk(root, [])
  return paths
}

/** Days without a time hold from their beginning to their end. */
function isWithin(product: Record<string, unknown>, now: Date): boolean {
  const at = (name: string) => {
    const text = product[name]
    return typeof text === 'string' ? parseTime(text) : null
  }
  const [from, to] = [at('special_from_date'), at('special_to_date')]
  const lastMoment = to === null ? null : to.getTime() + 86_400_000
  return (from === null || from <= now) && (lastMoment === null || now.getTime() < lastMoment)
}

const listIn = (list: unknown): unknown[] => {
  const { complexObjectArray: items } = fieldsOf(list)
  return Array.isArray(items) ? items : []
}

const textsIn = (list: unknown) => listIn(list).filter((item) => typeof item === 'string')
