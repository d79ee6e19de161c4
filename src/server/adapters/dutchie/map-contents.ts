import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { Potency } from '../../model/product.ts'
import { type LabResult, mapPotency } from '../kit/map-potency.ts'
import type { DutchiePackage, DutchieProduct } from './schema.ts'

type Contents = { potency: Potency[]; issues: MappingIssue[] }

/** THC and CBD as stated on the product, whether or not a laboratory result stands beside them. */
export function mapContents(record: DutchieProduct): Contents {
  return mapPotency([
    resultOf('thc', record.thcContent, record.thcContentUnit, 'thcContent'),
    resultOf('cbd', record.cbdContent, record.cbdContentUnit, 'cbdContent'),
  ])
}

/** The laboratory results of a package. */
export function mapLabResults(record: DutchiePackage): Contents {
  return mapPotency(
    record.labResults.map(({ labTest, value, labResultUnit }, index) =>
      resultOf(labTest, value, labResultUnit, `labResults.${index}`),
    ),
  )
}

function resultOf(
  analyte: string | null,
  amount: string | null,
  unit: string | null,
  field: string,
): LabResult {
  const plainUnit = unit?.toUpperCase() ?? null
  // "n.d." in place of a unit: not detected, by which measure isn't said.
  if (plainUnit === 'N.D.' || plainUnit === 'ND') return { analyte, min: null, max: null, unit, field }
  if (plainUnit !== 'MG/G') return { analyte, min: amount, max: amount, unit, field }
  const percent =
    amount !== null && /^\d{1,9}(\.\d+)?$/.test(amount) ? new Decimal(amount).div(10).toFixed() : amount
  return { analyte, min: percent, max: percent, unit: '%', field }
}
