import type { MappingIssue } from '../../model/issue.ts'
import { unknownValue } from '../kit/issues.ts'

/** What quantities of a product are counted in. Only "SingleUnit" was ever seen; what speaks of weight is taken as grams. */
export function measuredIn(type: string | null, issues: MappingIssue[]): 'each' | 'g' {
  if (type === null || /^singleunit$/i.test(type)) return 'each'
  if (/weight|gram|bulk/i.test(type)) return 'g'
  issues.push(unknownValue('MeasurementType', type, 'the product is counted in pieces'))
  return 'each'
}
