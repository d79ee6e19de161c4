/** The lanes of the queue, most urgent first, with the priority their jobs are stored under (gaps for later ones). */
const priorities = { orders: 50, notices: 40, stock: 30, catalogue: 20, history: 10, upkeep: 0 } as const

export type JobLane = keyof typeof priorities

/** Every lane, most urgent first. */
export const jobLanes = Object.keys(priorities) as JobLane[]

/** @returns the priority jobs of a lane are stored under; higher goes first */
export function priorityOf(lane: JobLane): number {
  return priorities[lane]
}

/** @returns the lane of a stored priority; one that no lane has belongs to the next one below */
export function laneOf(priority: number): JobLane {
  return jobLanes.find((lane) => priorities[lane] <= priority) ?? 'upkeep'
}
