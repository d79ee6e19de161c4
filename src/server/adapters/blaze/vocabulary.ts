import type { OrderStatus } from '../../model/order.ts'
import type { CustomerType, StrainType, Unit } from '../../model/product.ts'

/** BLAZE's words and what they are called in Cairn. */

/** What one unit weighs, in grams, by `weightPerUnit`. `CUSTOM_GRAMS` says it elsewhere, `EACH` not at all. */
export const weightsPerUnit = new Map([
  ['HALF_GRAM', '0.5'],
  ['FULL_GRAM', '1'],
  ['EIGHTH', '3.5'],
])

/** `customGramType`. Only GRAM is documented in use; what one client found otherwise it took for millilitres. */
export const customUnits = new Map<string, Unit>([
  ['GRAM', 'g'],
  ['GRAMS', 'g'],
  ['MILLIGRAM', 'mg'],
  ['MILLIGRAMS', 'mg'],
  ['MILLILITER', 'ml'],
  ['MILLILITERS', 'ml'],
  ['ML', 'ml'],
])

/** `productSaleType`. */
export const saleTypes = new Map<string, CustomerType>([
  ['MEDICINAL', 'medical'],
  ['RECREATIONAL', 'adult'],
  ['ADULTUSE', 'adult'],
  ['BOTH', 'both'],
])

export const strainTypes = new Map<string, StrainType>([
  ['SATIVA', 'sativa'],
  ['INDICA', 'indica'],
  ['HYBRID', 'hybrid'],
  ['CBD', 'cbd'],
])

/** Of consumer orders and of transactions. */
export const orderStatuses: Record<string, OrderStatus> = {
  Placed: 'pending',
  Queued: 'pending',
  Hold: 'pending',
  Accepted: 'accepted',
  InProgress: 'preparing',
  Completed: 'completed',
  Declined: 'cancelled',
  CanceledByConsumer: 'cancelled',
  CanceledByDispensary: 'cancelled',
  Canceled: 'cancelled',
  Void: 'cancelled',
  RefundWithInventory: 'refunded',
  RefundWithoutInventory: 'refunded',
}
