import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { Potency } from '../../model/product.ts'
import { type LabResult, mapPotency } from '../kit/map-potency.ts'
import type { Specification } from './specifications.ts'

const ANALYTE = /\b(total )?(thc-?a|cbd-?a|cbg-?a|thcv|cbdv|thc|cbd|cbg|cbn|cbc)\b/

/** Words beside an analyte that leave its meaning alone. "THC per serving" or "CBD ratio" are something else. */
const ABOUT_AMOUNT =
  /\b(min|minimum|max|maximum|low|lower|high|upper|content|potency|percent|percentage|range|level|amount|mg\/g|mg)\b|[%()\-–:.\s]/g

/**
 * Cannabinoids among the specifications as ranges: "THC Min" and "THC Max" are the ends of one, "20 - 24" is both.
 * Milligrams a gram, as Canada labels them, are tenths of a per cent.
 */
export function potencyOf(specifications: Specification[]): { potency: Potency[]; issues: MappingIssue[] } {
  return mapPotency(specifications.flatMap(labResultOf))
}

function labResultOf({ name, value, unit, field }: Specification): LabResult[] {
  const [matched, total = '', analyte] = ANALYTE.exec(name) ?? []
  if (matched === undefined || analyte === undefined) return []
  if (name.replace(matched, '').replace(ABOUT_AMOUNT, '') !== '') return []
  const [min = value, max = min] = value.split(/\s*[-–]\s*(?=\d)/)
  const stated = unitIn(unit) ?? unitIn(value) ?? unitIn(name)
  const perGram = stated === 'mg/g'
  return [
    {
      analyte: total + analyte.replace('-', ''),
      min: perGram ? tenth(min) : plain(min),
      max: perGram ? tenth(max) : plain(max),
      unit: perGram ? '%' : stated,
      field,
    },
  ]
}

function unitIn(text: string | null): string | null {
  return /mg\/g|%|percent|mg/i.exec(text ?? '')?.[0]?.toLowerCase() ?? null
}

function plain(text: string): string {
  return text.replace(/\s*(mg\/g|%|mg)$/i, '').trim()
}

function tenth(text: string): string {
  const number = plain(text)
  return /^\d{1,9}(\.\d{1,20})?$/.test(number) ? new Decimal(number).div(10).toFixed() : number
}
