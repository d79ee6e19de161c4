import type { z } from 'zod'
import type { MappingIssue } from '../../model/issue.ts'

/** Rounds of taking out what does not fit; a schema whose fields may all be absent needs one. */
const MAX_ROUNDS = 4

/**
 * Parses a record whose fields may each be wrong without losing the others: a field that does not fit is taken out and
 * named in a warning. The payload itself is left as it was.
 * @returns the parsed record, or null with one error when it is not a record at all.
 */
export function parseLeniently<T>(
  schema: z.ZodType<T>,
  payload: unknown,
): { record: T | null; issues: MappingIssue[] } {
  const issues: MappingIssue[] = []
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return { record: null, issues: [unreadable()] }
  }
  let candidate: unknown = payload
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = schema.safeParse(candidate)
    if (result.success) return { record: result.data, issues }
    if (candidate === payload) candidate = structuredClone(payload)
    for (const { path, message } of result.error.issues) {
      issues.push(misfit(path.map(String).join('.'), message))
      takeOut(candidate, path)
    }
  }
  return { record: null, issues: [...issues, unreadable()] }
}

function takeOut(root: unknown, path: PropertyKey[]): void {
  let holder: unknown = root
  for (const key of path.slice(0, -1)) holder = Object(holder)[key]
  const last = path.at(-1)
  if (last !== undefined && typeof holder === 'object' && holder !== null)
    Object.assign(holder, { [last]: null })
}

function misfit(field: string, message: string): MappingIssue {
  const reason = /^(not|too|neither)/.test(message) ? message : 'not of the expected kind'
  return {
    code: 'invalid_value',
    severity: 'warning',
    field,
    message: `${field} is ${reason}, so it was left out.`,
  }
}

function unreadable(): MappingIssue {
  return {
    code: 'unreadable_record',
    severity: 'error',
    field: '',
    message: 'The record is not in a form Cairn can read, so it was left out.',
  }
}
