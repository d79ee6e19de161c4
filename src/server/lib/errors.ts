/** What went wrong with a request to Cairn itself. (What went wrong at a POS is an AdapterError.) */
export type AppErrorCode =
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'too_many_requests'

/**
 * An expected failure, in words for the person at the screen.
 * `message` says what happened and what to do; `field` names the form field it belongs to.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  readonly field: string | undefined

  constructor(code: AppErrorCode, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.field = options.field
  }
}
