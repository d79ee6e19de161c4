import { v7 } from 'uuid'

/** A new UUID version 7: unique, and ordered by time, so index pages fill in order. */
export function newId(): string {
  return v7()
}
