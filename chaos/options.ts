import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

/** What a run is to be like. The same seed makes the same timetable of faults and the same changes. */
export type ChaosOptions = { seed: number; minutes: number }

/** Long enough for every kind of fault to come round at least once. */
const usualMinutes = 3

/**
 * @param args the command line after the script's name
 * @throws {Error} saying what is wrong with it
 */
export function readOptions(args: string[]): ChaosOptions {
  const { values } = parseArgs({ args, options: { seed: { type: 'string' }, minutes: { type: 'string' } } })
  const seed = values.seed === undefined ? randomInt(1, 1_000_000) : Number(values.seed)
  if (!Number.isInteger(seed) || seed < 0) throw new Error('--seed must be a whole number, 0 or more.')
  const minutes = values.minutes === undefined ? usualMinutes : Number(values.minutes)
  if (!(minutes > 0 && minutes <= 60)) throw new Error('--minutes must be a number above 0, 60 at most.')
  return { seed, minutes }
}
