import type { Place, Sealer } from '#server/lib/seal.ts'
import { type ByteSealer, isSealedBytes } from '#server/lib/seal-bytes.ts'

type Owner = { id: string; organizationId: string }

const placeOf = (column: 'body' | 'sealed_body', { id, organizationId }: Owner): Place => ({
  table: 'webhook_delivery',
  column,
  rowId: id,
  tenantId: organizationId,
})

/** A body as it is kept with the delivery it came in, in `sealed_body`. */
export function sealBody(sealer: ByteSealer, delivery: Owner, body: Buffer): Buffer {
  return sealer.sealBytes(body, placeOf('sealed_body', delivery))
}

/**
 * A kept body, byte for byte as it came in.
 * @param delivery the one it came in, not a repeat of it
 * @param sealed what {@link keptBody} selects
 * @throws {SealError}
 */
export function openBody(sealer: Sealer & ByteSealer, delivery: Owner, sealed: Buffer): Buffer {
  if (isSealedBytes(sealed)) return sealer.openBytes(sealed, placeOf('sealed_body', delivery))
  return Buffer.from(sealer.open(sealed.toString('latin1'), placeOf('body', delivery)), 'base64')
}

/** SQL: the kept body of a delivery, null for none. Before there was `sealed_body` it was text, in base64, in `body`. */
export const keptBody = (delivery: string): string =>
  `coalesce(${delivery}.sealed_body, convert_to(${delivery}.body, 'UTF8'))`

/** SQL: whether a delivery's body is kept. */
export const hasBody = (delivery: string): string =>
  `(${delivery}.sealed_body IS NOT NULL OR ${delivery}.body IS NOT NULL)`
