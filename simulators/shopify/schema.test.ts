import { isInterfaceType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { createSubscriptionBook } from '../kit/notices/subscriptions.ts'
import { createWorld } from '../world.ts'
import { demoApp } from './apps.ts'
import { createBulkOperations } from './bulk-operations.ts'
import { createCatalogue } from './catalogue.ts'
import { adminSchema } from './schema.ts'
import { openShop } from './shop-api.ts'
import { createWebhooks, renderSubscription } from './webhooks.ts'

const now = Date.UTC(2026, 10, 20)

function openPineStreet() {
  const world = createWorld({ clock: { now: () => new Date(now) }, products: 40 })
  const store = world.store('pine-street')
  if (store === undefined) throw new Error('the world has no such store')
  const services = {
    now: () => now,
    url: () => 'http://simulator.test/shopify',
    pictureUrl: (name: string) => `http://simulator.test/_pictures/${name}`,
    catalogueOf: createCatalogue,
    bulkOperations: createBulkOperations(() => now),
    webhooks: createWebhooks(
      createSubscriptionBook(
        [],
        () => now,
        () => undefined,
      ),
    ),
  }
  const caller = { app: demoApp.id, scopes: demoApp.scopes, approval: demoApp.approval }
  return { store, services, ...openShop(services, { store, caller, apiVersion: '2026-07' }) }
}

/** Fields of rendered objects that their types don't have, at any depth. */
function strangersIn(value: unknown, typeName?: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => strangersIn(each))
  if (typeof value !== 'object' || value === null) return []
  const named = '__typename' in value ? String(value.__typename) : typeName
  const type = named === undefined ? undefined : adminSchema().schema.getType(named)
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : null
  return Object.entries(value).flatMap(([name, each]) => {
    const stranger = fields !== null && name !== '__typename' && !(name in fields)
    return [...(stranger ? [`${named}.${name}`] : []), ...strangersIn(each)]
  })
}

test('everything rendered is a field of the real schema', () => {
  const { store, services, context, roots } = openPineStreet()
  const { customers, orders } = store.people()
  const { objects } = context
  const subscription = services.webhooks.add(
    { app: 'app', storeKey: 'pine-street', owner: 'app' },
    'ORDERS_CREATE',
    'https://cairn.example/',
    {},
  )
  const rendered = [
    objects.product(0),
    objects.variant(0),
    objects.item(0),
    ...store.profile.rooms.map(objects.location),
    ...customers.map(objects.customer),
    ...orders.map(objects.order),
    services.bulkOperations.start('app', { query: '', grouped: false, read: () => [] }, ''),
    renderSubscription(subscription, '2026-07'),
  ]
  expect(rendered.flatMap((each) => strangersIn(each))).toEqual([])
  expect(strangersIn(roots.query, 'QueryRoot')).toEqual([])
  expect(strangersIn(roots.mutation, 'Mutation')).toEqual([])
})

test('the schema is the real one, with the scopes that open it', () => {
  const { schema, access } = adminSchema()
  expect(Object.keys(schema.getTypeMap()).length).toBeGreaterThan(3500)
  expect(access.get('InventoryLevel')?.scopes).toEqual(['read_inventory'])
})
