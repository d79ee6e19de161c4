import type { WorkerRow } from './list-workers.ts'

/** Waiting jobs of a queue and vendor that no worker takes. `vendor` is empty for jobs of no connection. */
export type Unserved = { queue: string; vendor: string }

/** @param waiting queues and vendors jobs wait of. @returns those that no worker at work takes */
export function unservedOf(
  waiting: readonly Unserved[],
  workers: readonly Pick<WorkerRow, 'vendors' | 'queues' | 'state'>[],
): Unserved[] {
  const working = workers.filter(({ state }) => state === 'working')
  return waiting.filter(
    ({ queue, vendor }) =>
      !working.some(
        (worker) =>
          (worker.queues.length === 0 || worker.queues.includes(queue)) &&
          (worker.vendors.length === 0 || worker.vendors.includes(vendor)),
      ),
  )
}
