import { randomBytes } from 'node:crypto'

/** Enough for some sixty sealed values. */
const drawnBytes = 4_096

let drawn = Buffer.alloc(0)
let given = 0

/**
 * Random bytes from the system's generator, drawn many at a time: each draw costs as much as encrypting a kilobyte. No byte
 * is given out twice, nor written over while somebody holds it.
 */
export function randomSlice(bytes: number): Buffer {
  if (bytes > drawnBytes) return randomBytes(bytes)
  if (given + bytes > drawn.length) {
    drawn = randomBytes(drawnBytes)
    given = 0
  }
  given += bytes
  return drawn.subarray(given - bytes, given)
}
