import { z } from 'zod'

/** One field before and after. Stock says in addition of which level. */
const changeSchema = z.looseObject({ field: z.string(), before: z.unknown(), after: z.unknown() })
const changes = z.array(changeSchema).default([])

const row = z.record(z.string(), z.unknown())
/** Rows by id as they were before; null: there was none. */
const rows = z.record(z.string(), row.nullable())

/**
 * What takes the change back, in the form of the tables: of the product the columns that changed, of what belongs to it
 * whole rows, a variant's with its prices. Decimals are text.
 */
export const undoSchema = z.object({
  product: row.optional(),
  variants: rows.optional(),
  levels: rows.optional(),
  batches: rows.optional(),
})
export type Undo = z.infer<typeof undoSchema>

/** Of one schema version to the next; pure, and total over what the older schema let through. */
type Upcaster = (data: Record<string, unknown>) => Record<string, unknown>

/** `versions[0]` is the schema of version 1; `upcasters[0]` leads from version 1 to 2. The last version is written. */
export type EventType = { versions: z.ZodType<Record<string, unknown>>[]; upcasters: Upcaster[] }

const productColumns: Record<string, string> = {
  name: 'name',
  brand: 'brand',
  description: 'description',
  status: 'status',
  sourceCategory: 'source_category',
  categories: 'categories',
  strainType: 'strain_type',
  strainName: 'strain_name',
  effects: 'effects',
  flavors: 'flavors',
  ingredients: 'ingredients',
  tags: 'tags',
  potency: 'potency',
  images: 'images',
}

const changedV1 = z.looseObject({ changes })
const changedV2 = z.looseObject({ changes, undo: undoSchema.default({}) })

/** Version 1 told changes for people only. Of the product's own fields that is enough; of variants and stock it isn't. */
function undoOwnFields(data: Record<string, unknown>): Record<string, unknown> {
  const before = changedV1.parse(data).changes.flatMap(({ field, before }) => {
    const column = productColumns[field]
    return column === undefined ? [] : [[column, before] as const]
  })
  return { ...data, undo: before.length > 0 ? { product: Object.fromEntries(before) } : {} }
}

const withUndo: EventType = { versions: [changedV1, changedV2], upcasters: [undoOwnFields] }
const simple = (schema: z.ZodType<Record<string, unknown>>): EventType => ({
  versions: [schema],
  upcasters: [],
})

const order = z.looseObject({
  status: z.string(),
  totalMinor: z.number().nullable(),
  currency: z.string(),
  changes,
})
const customer = z.looseObject({ status: z.string(), changes, personal: z.array(z.string()).default([]) })
const connection = z.looseObject({ name: z.string() })
const connectionChanges = [
  'created',
  'changed',
  'activated',
  'paused',
  'resumed',
  'credentials_rotated',
  'signed_in',
  'removed',
]

/** Every type Cairn writes. A type that is not here is passed on as it is (`readEvent`). */
const eventTypes: Record<string, EventType> = {
  'product.created': simple(z.looseObject({ name: z.string(), changes })),
  'product.changed': withUndo,
  'product.removed': withUndo,
  'inventory.changed': withUndo,
  'batches.changed': simple(changedV2),
  'order.created': simple(order),
  'order.changed': simple(order),
  'customer.created': simple(customer),
  'customer.changed': simple(customer),
  'customer.removed': simple(customer),
  'customer.erased': simple(customer),
  ...Object.fromEntries(connectionChanges.map((change) => [`connection.${change}`, simple(connection)])),
}

export function findEventType(type: string): EventType | undefined {
  return Object.hasOwn(eventTypes, type) ? eventTypes[type] : undefined
}

export function knownEventTypes(): string[] {
  return Object.keys(eventTypes)
}

/** The schema version events of this type are written in. */
export function currentSchemaVersion(type: string): number {
  return findEventType(type)?.versions.length ?? 1
}
