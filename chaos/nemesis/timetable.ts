import type { Random } from '#simulators/world/random.ts'

/** What may happen on one track, where one thing happens at a time. Milliseconds, both ends included. */
export type Track<Fault extends string> = {
  name: string
  gapMs: readonly [number, number]
  faults: Partial<Record<Fault, { holdMs: readonly [number, number] }>>
}

/** One fault that will happen. `draw`: its own choices follow from it. */
export type Appointment<Fault extends string> = {
  atMs: number
  track: string
  fault: Fault
  holdMs: number
  draw: number
}

/**
 * When what goes wrong, drawn for the whole run at once: the same seed gives the same table, however long things take.
 * Each track goes through all its faults in a drawn order before one comes again.
 * @returns in the order of time; nothing lasts longer than the run
 */
export function drawTimetable<Fault extends string>(
  random: Random,
  tracks: readonly Track<Fault>[],
  durationMs: number,
): Appointment<Fault>[] {
  const table = tracks.flatMap((track) => {
    const appointments: Appointment<Fault>[] = []
    let deck: Fault[] = []
    let atMs = random.int(...track.gapMs)
    for (;;) {
      if (deck.length === 0) {
        const all = Object.keys(track.faults) as Fault[]
        deck = random.sample(all, all.length)
      }
      const fault = deck.pop()
      const range = fault === undefined ? undefined : track.faults[fault]?.holdMs
      if (fault === undefined || range === undefined) break
      const holdMs = random.int(...range)
      const draw = random.int(0, 0x7fffffff)
      if (atMs + holdMs > durationMs) break
      appointments.push({ atMs, track: track.name, fault, holdMs, draw })
      atMs += holdMs + random.int(...track.gapMs)
    }
    return appointments
  })
  return table.sort((a, b) => a.atMs - b.atMs)
}
