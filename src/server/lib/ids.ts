import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** Chance for many ids at once: asking for each alone is most of what an id costs. */
const chance = new Uint8Array(4096)
let used = chance.length
let msecs = 0
let seq = 0

/** A new UUID version 7: unique, and in the order they were made in, so index pages fill in order. */
export function newId(): string {
  if (used === chance.length) {
    randomFillSync(chance)
    used = 0
  }
  const random = chance.subarray(used, used + 16)
  used += random.length
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    // Half of the counter's range is left for ids of the same millisecond.
    seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1
  } else seq += 1
  return v7({ random, msecs, seq })
}
