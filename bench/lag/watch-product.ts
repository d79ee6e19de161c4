import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Cairn } from '#chaos/cairn.ts'

/** What the catalogue shows of a product. */
export async function shownOf(cairn: Cairn, id: string): Promise<string> {
  return JSON.stringify(await cairn.query(z.unknown(), 'catalog.get', { id }))
}

/**
 * Asks for a product until the catalogue shows another state of it.
 * @param everyMs between two looks
 * @returns the moment it was seen; null: not within `patienceMs`
 */
export async function untilOther(
  cairn: Cairn,
  id: string,
  shown: string,
  everyMs: number,
  patienceMs: number,
): Promise<number | null> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    if ((await shownOf(cairn, id)) !== shown) return Date.now()
    await delay(everyMs)
  }
  return null
}
