import { v7 } from 'uuid'
import { randomSlice } from './random-slice.ts'

let msecs = 0
let seq = 0

/** A new UUID version 7: unique, and in the order they were made in, so index pages fill in order. */
export function newId(): string {
  const random = randomSlice(16)
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    // Half of the counter's range is left for ids of the same millisecond.
    seq = random.readUInt32BE(0) >>> 1
  } else seq += 1
  return v7({ random, msecs, seq })
}
