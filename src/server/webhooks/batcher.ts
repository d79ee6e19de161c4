/** There is no room for another item; nothing of it was begun. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  constructor() {
    super('too much is waiting already')
  }
}

export type Batcher<Item, Outcome> = {
  /** Resolves with the item's own outcome. @throws {BusyError}; what `flush` threw for a batch the item was in */
  add(item: Item): Promise<Outcome>
}

type Waiting<Item, Outcome> = {
  item: Item
  resolve: (outcome: Outcome) => void
  reject: (error: unknown) => void
}

/**
 * Groups what many ask for at once: an item that comes while no flush is under way is flushed at once, those that come
 * meanwhile go together in the next one. One alone waits for nobody, a thousand cost a handful of flushes.
 * @param options.flush does a batch, in the order in which it came, and returns an outcome for each
 * @param options.most items of a batch
 * @param options.parallel flushes under way at a time. A further one begins only beside one that takes longer than
 *   `patienceMs`: what one flush waits for is not everybody's to wait for, and otherwise fewer and larger ones cost less
 * @param options.restMs pause after a flush: for what nobody waits for, and would be a flush each
 * @param options.capacity items waiting or under way; beyond it they are refused
 */
export function createBatcher<Item, Outcome>(options: {
  flush: (items: Item[]) => Promise<Outcome[]>
  most: number
  parallel?: number
  patienceMs?: number
  restMs?: number
  capacity: number
}): Batcher<Item, Outcome> {
  const { flush, most, parallel = 1, patienceMs = 100, restMs = 0, capacity } = options
  const waiting: Waiting<Item, Outcome>[] = []
  let underWay = 0
  let workers = 0
  let watch: NodeJS.Timeout | undefined

  function start(): void {
    workers += 1
    queueMicrotask(() => void work())
  }

  /** Looks again in a while whether the first in line is still the same. */
  function watchFirst(): void {
    const [first] = waiting
    watch = setTimeout(() => {
      watch = undefined
      if (!waiting[0]) return
      if (waiting[0] === first) start()
      if (workers < parallel) watchFirst()
    }, patienceMs)
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      underWay += batch.length
      try {
        const outcomes = await flush(batch.map(({ item }) => item))
        for (const [place, { resolve, reject }] of batch.entries()) {
          const outcome = outcomes[place]
          if (outcome === undefined) reject(new Error('a batch was flushed without an outcome for each'))
          else resolve(outcome)
        }
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
      underWay -= batch.length
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs))
    }
    workers -= 1
  }

  return {
    add(item) {
      if (waiting.length + underWay >= capacity) return Promise.reject(new BusyError())
      const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
      waiting.push({ item, resolve, reject })
      if (workers === 0) start()
      else if (workers < parallel && !watch) watchFirst()
      return promise
    },
  }
}
