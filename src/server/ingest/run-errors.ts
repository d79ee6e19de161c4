/** Another worker holds the run now. Whoever meets this stops and writes nothing more. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  constructor() {
    super('another worker has taken over this run')
  }
}

/** A person asked to stop the run. */
export class RunCancelledError extends Error {
  override readonly name = 'RunCancelledError'
  constructor() {
    super('the run was cancelled')
  }
}
