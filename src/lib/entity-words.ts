import type { SyncEntity } from '#server/model/sync.ts'

/** What screens call the kinds of record a sync reads. */
export const entityWords: Record<SyncEntity, { label: string; noun: string; help: string }> = {
  products: {
    label: 'Products',
    noun: 'product',
    help: 'Names, prices, categories, pictures. Always needed.',
  },
  inventory: { label: 'Stock', noun: 'stock record', help: 'How much of each product is left, and where.' },
  batches: { label: 'Batches', noun: 'batch', help: 'Lots with their state tag, dates and lab results.' },
  customers: {
    label: 'Customers',
    noun: 'customer',
    help: 'Names and contact details, kept encrypted. Needed to place orders for known customers.',
  },
  orders: { label: 'Orders', noun: 'order', help: 'What was sold and what is being prepared.' },
}

/** The kinds of record, in the order they are read. */
export const syncEntityNames = Object.keys(entityWords) as SyncEntity[]
