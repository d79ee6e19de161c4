import { Decimal } from 'decimal.js'
import type { MappingIssue } from '../../model/issue.ts'
import type { CustomerType, Potency, Unit } from '../../model/product.ts'
import { invalidValue, partlyMissing, unknownValue } from '../kit/issues.ts'
import { mapPotency } from '../kit/map-potency.ts'
import type { FlowhubRow } from './schema.ts'
import { customerTypes, units } from './vocabulary.ts'

/** What is sold of a package, never below nothing there alone: see `mapInventory`. Null when the row doesn't say. */
export function quantityOf(row: FlowhubRow, field: string, issues: MappingIssue[]): Decimal | null {
  if (row.quantity === null) {
    issues.push(partlyMissing(field, 'this package was left out'))
    return null
  }
  const quantity = new Decimal(row.quantity)
  if (quantity.lt(0)) {
    const consequence = 'it counts against the other packages of its room, and as 0 where there are none'
    issues.push(invalidValue(field, row.quantity, consequence))
  }
  return quantity
}

export function unitOf(word: string | null, field: string, issues: MappingIssue[]): Unit | null {
  if (word === null) return null
  const unit = units.get(word.toLowerCase().replace(/[\s_-]+/g, ''))
  if (!unit) issues.push(unknownValue(field, word, 'the unit was left empty'))
  return unit ?? null
}

export function customerTypeOf(row: FlowhubRow, field: string, issues: MappingIssue[]): CustomerType {
  if (row.purchaseCategory === null) return 'both'
  const type = customerTypes.get(row.purchaseCategory.toLowerCase())
  if (!type) issues.push(unknownValue(field, row.purchaseCategory, 'it is for every customer'))
  return type ?? 'both'
}

/**
 * Cannabinoids and terpenes as ranges. Amounts and shares stand side by side; the multiplier is not used, because it is
 * sent upside down for milligrams. Terpenes in mg/g are tenths of a per cent.
 */
export function potencyOf(row: FlowhubRow): { potency: Potency[]; issues: MappingIssue[] } {
  const read = (name: 'cannabinoidInformation' | 'terpenes') =>
    row[name].map((result, index) => {
      const perGram = result.unitOfMeasure?.toLowerCase() === 'mg/g'
      const scale = (value: string | null) =>
        perGram && value !== null && /^\d{1,9}(\.\d{1,20})?$/.test(value)
          ? new Decimal(value).div(10).toFixed()
          : value
      return {
        analyte: result.name,
        min: scale(result.lowerRange),
        max: scale(result.upperRange),
        unit: perGram ? '%' : result.unitOfMeasure,
        field: `${name}.${index}`,
      }
    })
  return mapPotency([...read('cannabinoidInformation'), ...read('terpenes')])
}
