import type { Random } from './random.ts'
import type { Category, LabValue, Size } from './types.ts'
import { terpenes } from './vocabulary.ts'

const tenth = (value: number) => Math.round(value * 10) / 10

function percent(analyte: string, min: number, spread: number): LabValue {
  return { analyte, unit: 'percent', min: tenth(min), max: tenth(min + spread) }
}

/** What a laboratory found: per cent in what is inhaled, milligrams in what is swallowed. */
export function drawLabs(random: Random, category: Category, size: Size): LabValue[] {
  if (category === 'gear' || category === 'misc' || category === 'service' || category === 'plant') return []
  if (size.thcMg > 0) {
    const cbd = random.chance(0.3) ? random.pick([size.thcMg, size.thcMg * 2, size.thcMg / 2]) : 0
    const labs: LabValue[] = [{ analyte: 'THC', unit: 'mg', min: size.thcMg, max: size.thcMg }]
    if (cbd > 0) labs.push({ analyte: 'CBD', unit: 'mg', min: cbd, max: cbd })
    return labs
  }
  const strong = category === 'cartridge' || category === 'extract'
  const thc = strong ? 65 + random.next() * 28 : 14 + random.next() * 20
  // Now and then someone swaps the two ends of the range.
  const spread = random.chance(0.4) ? random.next() * 4 : random.chance(0.01) ? -3 : 0
  const labs = [
    percent('THC', thc, spread),
    percent('CBD', random.chance(0.1) ? 4 + random.next() * 8 : random.next() * 0.4, 0),
  ]
  if (!strong && random.chance(0.5)) labs.push(percent('THCA', thc / 0.877, spread))
  if (random.chance(0.35)) {
    for (const terpene of random.sample(terpenes, 3)) {
      labs.push(percent(terpene, 0.1 + random.next() * 1.4, 0))
    }
  }
  return labs
}
