/** Why the start cannot go on, in words that tell what to do. Printed without a stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}

/** One short text for any error, for the person at the terminal. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof AggregateError && error.errors.length > 0) return explain(error.errors[0])
  return error.message || error.name
}
