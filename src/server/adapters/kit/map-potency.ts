import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { Potency } from '../../model/product.ts'
import { invalidValue, unknownValue } from './issues.ts'

/** One laboratory result, whichever endpoint it came from. `min` and `max` as written there. */
export type LabResult = {
  analyte: string | null
  min: string | null
  max: string | null
  unit: string | null
  /** Path in the record. */
  field: string
}

const potencyUnits = new Map<string, Potency['unit']>([
  ['MG', 'mg'],
  ['MILLIGRAMS', 'mg'],
  ['PERCENTAGE', '%'],
  ['PERCENT', '%'],
  ['%', '%'],
])

/**
 * Lab results as ranges, one an analyte and unit; several of the same become the range that holds them all.
 * "ND" (not detected) is zero; "<LOQ" (below what the laboratory can quantify) says nothing and is left out.
 */
export function mapPotency(results: LabResult[]): { potency: Potency[]; issues: MappingIssue[] } {
  const found = new Map<string, Potency>()
  const issues: MappingIssue[] = []
  for (const { analyte, min, max, unit, field } of results) {
    const low = readAmount(min ?? max)
    const high = readAmount(max ?? min)
    if (analyte === null || low === null || high === null) continue
    if (low === 'unreadable' || high === 'unreadable') {
      issues.push(invalidValue(field, `${min ?? ''} – ${max ?? ''}`, 'the result was left out'))
      continue
    }
    const potencyUnit = potencyUnits.get(unit?.toUpperCase() ?? '')
    if (!potencyUnit) {
      issues.push(unknownValue(`${field} (unit)`, unit ?? 'empty', 'the result was left out'))
      continue
    }
    const slug = slugOf(analyte)
    if (slug === '') continue
    const key = `${slug} ${potencyUnit}`
    const known = found.get(key)
    const ends = [low, high, ...(known ? [known.min, known.max] : [])]
    found.set(key, {
      analyte: slug,
      min: Decimal.min(...ends).toFixed(),
      max: Decimal.max(...ends).toFixed(),
      unit: potencyUnit,
    })
  }
  return { potency: [...found.values()], issues }
}

/** A laboratory's number: null says nothing was measured. */
function readAmount(text: string | null): string | null | 'unreadable' {
  if (text === null || /^<\s*LO[QD]$/i.test(text)) return null
  if (/^(ND|NOT DETECTED)$/i.test(text)) return '0'
  const plain = text.replace(/\s*(%|mg)$/i, '')
  return /^\d{1,9}(\.\d{1,20})?$/.test(plain) ? new Decimal(plain).toDecimalPlaces(6).toFixed() : 'unreadable'
}

/** "Delta-9 THC" → `delta_9_thc`. */
function slugOf(analyte: string): string {
  return analyte
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}
