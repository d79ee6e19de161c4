import { fieldsOf } from '../kit/source-record.ts'

function idOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/**
 * What stays the same of a product when its next batch comes in: the card it belongs to and which size of it this is.
 * `productId` and `sku` are made anew with each batch.
 * @returns null for a row without both
 */
export function productIdentity(row: unknown): string | null {
  const { parentProductId, variantId } = fieldsOf(row)
  const parent =
    idOf(parentProductId) ?? (typeof parentProductId === 'number' ? String(parentProductId) : null)
  const variant = idOf(variantId) ?? (typeof variantId === 'number' ? String(variantId) : null)
  return parent === null || variant === null ? null : `${parent}:${variant}`
}

/** A package in its room; the tag is the state's, so it outlives product ids. */
export function packageIdentity(row: unknown): string | null {
  const { regulatoryId, roomId } = fieldsOf(row)
  const tag = idOf(regulatoryId)
  const room = idOf(roomId)
  return tag !== null && room !== null ? `${tag}@${room}` : tag
}
