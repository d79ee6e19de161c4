import type { WorldCustomer, WorldOrder } from './people-types.ts'
import type { WorldLot } from './types.ts'

/** Something that happened to one record of a store, told after it happened. `id` is the world's. */
export type StoreChange =
  | { of: 'product'; kind: 'added' | 'changed' | 'removed'; id: string; index: number }
  /** @property before the lots as they stood */
  | { of: 'stock'; kind: 'changed'; id: string; index: number; before: readonly WorldLot[] }
  | { of: 'customer'; kind: 'added' | 'changed' | 'removed'; id: string; customer: WorldCustomer }
  | { of: 'order'; kind: 'added' | 'changed'; id: string; order: WorldOrder }
