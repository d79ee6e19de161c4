/** [0, 1, … length - 1]; nothing when `length` is not positive. */
export function range(length: number): number[] {
  return Array.from({ length: Math.max(0, length) }, (_, index) => index)
}
