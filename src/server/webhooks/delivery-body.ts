import type { Place, Sealer } from '#server/lib/seal.ts'

const placeOf = (delivery: { id: string; organizationId: string }): Place => ({
  table: 'webhook_delivery',
  column: 'body',
  rowId: delivery.id,
  tenantId: delivery.organizationId,
})

/** A body as it is kept with the delivery it came in: its bytes in base64, sealed. */
export function sealBody(
  sealer: Sealer,
  delivery: { id: string; organizationId: string },
  body: Buffer,
): string {
  return sealer.seal(body.toString('base64'), placeOf(delivery))
}

/**
 * A kept body, byte for byte as it came in.
 * @param delivery the one it came in, not a repeat of it
 * @throws {SealError}
 */
export function openBody(
  sealer: Sealer,
  delivery: { id: string; organizationId: string },
  sealed: string,
): Buffer {
  return Buffer.from(sealer.open(sealed, placeOf(delivery)), 'base64')
}
