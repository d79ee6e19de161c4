import { z } from 'zod'
import type { MappingIssue } from '../../model/issue.ts'
import type { Potency } from '../../model/product.ts'
import { invalidValue } from '../kit/issues.ts'
import { type LabResult, mapPotency } from '../kit/map-potency.ts'
import { text } from '../kit/scalars.ts'
import type { MetafieldName, Metafields } from './metafields.ts'

const labResult = z.object({
  analyte: text,
  unit: text,
  min: text,
  max: text,
  value: text,
})

const totals: [MetafieldName, analyte: string, unit: Potency['unit']][] = [
  ['thc_mg', 'thc', 'mg'],
  ['cbd_mg', 'cbd', 'mg'],
  ['thc_percent', 'thc', '%'],
  ['cbd_percent', 'cbd', '%'],
]

/** Lab results first; the totals, where 0 means "not filled in", for what these don't give. */
export function potencyOf(fields: Metafields, issues: MappingIssue[]): Potency[] {
  const measured = mapPotency(labResultsOf(fields, issues))
  issues.push(...measured.issues)
  const potency = [...measured.potency]
  for (const [name, analyte, unit] of totals) {
    const stated = fields.text(name)
    if (stated === null || Number(stated) === 0) continue
    if (potency.some((each) => each.analyte === analyte && each.unit === unit)) continue
    const total = mapPotency([{ analyte, min: stated, max: stated, unit, field: fields.path(name) }])
    potency.push(...total.potency)
    issues.push(...total.issues)
  }
  return potency
}

function labResultsOf(fields: Metafields, issues: MappingIssue[]): LabResult[] {
  const json = fields.json('lab_results', issues)
  if (json === null || json === undefined) return []
  const field = fields.path('lab_results')
  const rows = z.array(z.unknown()).safeParse(json).data
  if (!rows) {
    issues.push(invalidValue(field, typeof json, 'the lab results were left out'))
    return []
  }
  return rows.flatMap((row, index) => {
    const result = labResult.safeParse(row).data
    if (!result) {
      issues.push(invalidValue(`${field}.${index}`, typeof row, 'the result was left out'))
      return []
    }
    const { analyte, unit, min, max, value } = result
    return [{ analyte, unit, min: min ?? value, max: max ?? value, field: `${field}.${index}` }]
  })
}
