import { Kind, parse, specifiedRules, validate } from 'graphql'
import { expect, test } from 'vitest'
import { queryCost } from '#simulators/shopify/cost.ts'
import { adminSchema } from '#simulators/shopify/schema.ts'
import * as queries from './queries.ts'

const costOf: Record<string, keyof typeof queries.costs> = {
  accessQuery: 'access',
  countsQuery: 'counts',
  productsQuery: 'products',
  variantsQuery: 'variants',
  startBulkMutation: 'startBulk',
  bulkQuery: 'bulk',
  cancelBulkMutation: 'cancelBulk',
  locationsQuery: 'locations',
  levelsQuery: 'levels',
  customersQuery: 'customers',
  ordersQuery: 'orders',
  linesQuery: 'lines',
  productsAgainQuery: 'productsAgain',
  levelsAgainQuery: 'levelsAgain',
  customersAgainQuery: 'customersAgain',
  ordersAgainQuery: 'ordersAgain',
  subscriptionsQuery: 'subscriptions',
  subscribeMutation: 'subscribe',
  unsubscribeMutation: 'unsubscribe',
  productsPlaceQuery: 'place',
  customersPlaceQuery: 'place',
  ordersPlaceQuery: 'place',
  levelsPlaceQuery: 'place',
}

/** As many ids as a query is sent with. */
const idsOf: Partial<Record<keyof typeof queries.costs, number>> = {
  productsAgain: queries.againSizes.products,
  levelsAgain: queries.againSizes.inventory,
  customersAgain: queries.againSizes.customers,
  ordersAgain: queries.againSizes.orders,
}

const documents = Object.entries(queries).flatMap(([name, text]) =>
  typeof text === 'string' ? [[name, text] as const] : [],
)

test.each(documents)('%s is valid against the schema of its version', (_name, text) => {
  expect(validate(adminSchema().schema, parse(text), specifiedRules).map(String)).toEqual([])
})

test.each(documents.filter(([name]) => name !== 'productsBulkQuery'))(
  '%s costs no more than is said of it, and less than a query may',
  (name, text) => {
    const document = parse(text)
    const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)
    const key = costOf[name] ?? 'access'
    const said = queries.costs[key]
    const ids = Array.from({ length: idsOf[key] ?? 0 }, String)
    const first = new Map<string, number>(Object.entries(queries.pageSizes)).get(key)
    expect(costOf).toHaveProperty(name)
    expect(operation && queryCost(document, operation, { ids, first })).toBeLessThanOrEqual(said)
    expect(said).toBeLessThan(1000)
  },
)

test('The query of the bulk operation keeps the rules those have', () => {
  const text = queries.productsBulkQuery
  expect(text).not.toContain('nodes')
  expect(text.match(/edges/g)?.length).toBeLessThanOrEqual(5)
})

test('Both ways of reading products ask for the same of each', () => {
  const fieldsOf = (text: string) =>
    text
      .replaceAll(/\([^)]*\)|pageInfo \{[^}]*\}|edges \{ node|nodes/g, ' ')
      .replaceAll(/[{}]/g, ' ')
      .split(/\s+/)
      .slice(1)
      .filter((word) => word !== '' && word !== 'Products' && word !== 'query')
  expect(fieldsOf(queries.productsBulkQuery).sort()).toEqual(fieldsOf(queries.productsQuery).sort())
})
