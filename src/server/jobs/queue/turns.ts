/** Remembers whose jobs were taken last, so that connections take turns. */
export type Turns = {
  /** Connections served lately, longest ago first. */
  served(): string[]
  /** @param connectionIds those whose jobs were taken */
  note(connectionIds: Iterable<string | null>): void
}

/**
 * Each worker keeps its own: the turns of all are fair when each one's are.
 * @param most connections remembered; one served longer ago counts as not served
 */
export function createTurns(most = 1_000): Turns {
  const order = new Set<string>()
  return {
    served: () => [...order],
    note(connectionIds) {
      for (const id of connectionIds) {
        if (id === null) continue
        order.delete(id)
        order.add(id)
      }
      for (const id of order) {
        if (order.size <= most) break
        order.delete(id)
      }
    },
  }
}
