import { env } from '#env'
import { parseKeyRing } from '#server/lib/key-ring.ts'
import { createSealer, type Sealer } from '#server/lib/seal.ts'
import { type ByteSealer, createByteSealer } from '#server/lib/seal-bytes.ts'

const ring = parseKeyRing(env.CAIRN_MASTER_KEYS)

/** Seals under this installation's master keys. */
export const sealer: Sealer & ByteSealer = { ...createSealer(ring), ...createByteSealer(ring) }
