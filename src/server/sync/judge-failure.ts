import { AdapterError, kindPolicy } from '#server/adapters/errors.ts'
import { AppError } from '#server/lib/errors.ts'

/** How often a run is taken up again without having got a page further, before it is given up. */
export const maxAttempts = 6

/** What follows from a failure. `attention`: words for the connection, when a person must act. */
export type Verdict = { retry: boolean; kind: string; message: string; attention: string | null }

/**
 * Decides by the kind of an error, never by its text, whether a run goes on later by itself.
 * @param attempts claims of the run since it last got further, this one included; 0 when this one did
 */
export function judgeFailure(error: unknown, attempts: number): Verdict {
  const again = attempts < maxAttempts
  if (error instanceof AdapterError) {
    const policy = kindPolicy[error.kind]
    const attention =
      policy.class === 'authentication'
        ? `The last sync could not sign in. ${error.message} Correct the sign-in, then run the check.`
        : null
    return { retry: policy.retry && again, kind: error.kind, message: error.message, attention }
  }
  if (error instanceof AppError) {
    return { retry: false, kind: 'internal', message: error.message, attention: error.message }
  }
  const message = again
    ? 'Something went wrong on our side. The sync goes on from its last page by itself.'
    : 'Something went wrong on our side, several times. Nothing was lost; start the sync again, and tell support if it stays.'
  return { retry: again, kind: 'internal', message, attention: null }
}

/**
 * Whether a failure that won't pass is of one list alone (the POS has none such, refuses this key that list, or answers
 * it with nonsense), so that the others are worth reading all the same.
 */
export function isOfOneEntity(error: unknown): error is AdapterError {
  return (
    error instanceof AdapterError &&
    (kindPolicy[error.kind].class === 'validation' || error.kind === 'forbidden')
  )
}
