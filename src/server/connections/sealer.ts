import { env } from '#env'
import { parseKeyRing } from '#server/lib/key-ring.ts'
import { createSealer } from '#server/lib/seal.ts'

/** Seals under this installation's master keys. */
export const sealer = createSealer(parseKeyRing(env.CAIRN_MASTER_KEYS))
