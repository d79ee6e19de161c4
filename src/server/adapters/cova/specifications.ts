import type { CovaProduct } from './schema.ts'

export type Specification = {
  /** As displayed, in lower case with single spaces. */
  name: string
  value: string
  unit: string | null
  /** Path in the record. */
  field: string
}

/**
 * The specifications of a product that have a value. They are known by what is displayed: `FieldName` is the same with the
 * company's number at its end, and serves where nothing is displayed.
 */
export function specificationsOf(record: CovaProduct): Specification[] {
  return record.ProductSpecifications.flatMap(({ DisplayName, FieldName, Value, Unit }, index) => {
    const name = DisplayName ?? FieldName?.replace(/ \d{3,}$/, '') ?? null
    if (name === null || Value === null) return []
    const field = `ProductSpecifications.${index}.Value`
    return [{ name: name.toLowerCase().replace(/\s+/g, ' '), value: Value, unit: Unit, field }]
  })
}

/** The first of these names that the product has. */
export function findSpecification(
  specifications: Specification[],
  ...names: string[]
): Specification | undefined {
  for (const name of names) {
    const found = specifications.find((each) => each.name === name)
    if (found) return found
  }
  return undefined
}

/** "Calm, Sleepy" as its parts. */
export function listOf(specification: Specification | undefined): string[] {
  return (specification?.value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
