import type { MappingIssue } from '../../model/issue.ts'

/** Without this nothing of the record can be taken over. */
export function missing(field: string, consequence: string): MappingIssue {
  return {
    code: 'missing_field',
    severity: 'error',
    field,
    message: `${field} is empty at the POS, so ${consequence}.`,
  }
}

/** The rest of the record is taken over. */
export function partlyMissing(field: string, consequence: string): MappingIssue {
  return { ...missing(field, consequence), severity: 'warning' }
}

/** A word the vendor is not known to use. */
export function unknownValue(field: string, value: string, consequence: string): MappingIssue {
  return {
    code: 'unknown_value',
    severity: 'warning',
    field,
    message: `${field} is "${value.slice(0, 60)}", which Cairn does not know, so ${consequence}.`,
  }
}

/** A value that cannot be right. */
export function invalidValue(field: string, value: string, consequence: string): MappingIssue {
  return {
    code: 'invalid_value',
    severity: 'warning',
    field,
    message: `${field} is "${value.slice(0, 60)}", so ${consequence}.`,
  }
}

/** One issue a field: that a price is unreadable says already that there is none. */
export function onePerField(issues: MappingIssue[]): MappingIssue[] {
  return issues.filter(({ field }, index) => issues.findIndex((each) => each.field === field) === index)
}
