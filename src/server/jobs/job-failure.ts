import { ZodError } from 'zod'
import { AdapterError, type AdapterErrorClass, kindPolicy } from '#server/adapters/errors.ts'
import { AppError } from '#server/lib/errors.ts'
import { scrubText } from '#server/lib/scrub.ts'

/** A job that no further try can help: what it names does not exist, or it makes no sense. `message` is for people. */
export class HopelessJobError extends Error {
  override readonly name = 'HopelessJobError'
}

/** What a failed try leaves on its job; the last one is the reason a dead letter shows. */
export type JobFailure = {
  /** What jobs are grouped by: an adapter's or our own kind of error. */
  kind: string
  class: AdapterErrorClass | 'internal' | 'payload'
  /** In words, without secrets. */
  message: string
  /** Process that tried. */
  worker: string
  attempts: number
  firstFailedAt: string
  failedAt: string
}

/**
 * Decides by the kind of an error, never by its text, whether another try could help.
 * @returns `hopeless` when the job goes to the dead letters at once
 */
export function judgeJobFailure(error: unknown): Pick<JobFailure, 'kind' | 'class' | 'message'> & {
  hopeless: boolean
} {
  if (error instanceof AdapterError) {
    const policy = kindPolicy[error.kind]
    return {
      kind: error.kind,
      class: policy.class,
      message: scrubText(error.message),
      hopeless: !policy.retry,
    }
  }
  if (error instanceof ZodError) {
    const fields = error.issues.map(({ path, message }) => `${path.join('.') || 'payload'}: ${message}`)
    const message = `The job's payload is not what its kind of job needs (${fields.join('; ')}).`
    return { kind: 'invalid_payload', class: 'payload', message, hopeless: true }
  }
  if (error instanceof HopelessJobError) {
    return { kind: 'names_nothing', class: 'payload', message: error.message, hopeless: true }
  }
  if (error instanceof AppError) {
    return { kind: error.code, class: 'internal', message: scrubText(error.message), hopeless: false }
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'Something that is no error.'
  return { kind: 'internal', class: 'internal', message: scrubText(message).slice(0, 1_000), hopeless: false }
}
