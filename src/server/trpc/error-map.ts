import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { AdapterError } from '#server/adapters/errors.ts'
import { AppError, type AppErrorCode } from '#server/lib/errors.ts'

type Code = TRPCError['code']

const codes: Record<AppErrorCode, Code> = {
  not_found: 'NOT_FOUND',
  invalid: 'BAD_REQUEST',
  conflict: 'CONFLICT',
  forbidden: 'FORBIDDEN',
  unauthenticated: 'UNAUTHORIZED',
  too_many_requests: 'TOO_MANY_REQUESTS',
}

/** Gives an expected failure its tRPC code. Anything else passes through and stays INTERNAL_SERVER_ERROR. */
export function toTRPCError(error: TRPCError): TRPCError {
  const { cause } = error
  if (cause instanceof AppError)
    return new TRPCError({ code: codes[cause.code], message: cause.message, cause })
  if (cause instanceof AdapterError)
    return new TRPCError({ code: 'BAD_GATEWAY', message: cause.message, cause })
  return error
}

/**
 * The words and the form field of an error, safe to send to a browser.
 * What nobody expected says nothing about itself but the request id, under which the log has the rest.
 */
export function publicError(
  error: TRPCError,
  requestId: string | undefined,
): { code: Code; message: string; field: string | undefined } {
  const { code, cause, message } = toTRPCError(error)
  if (cause instanceof AppError) return { code, message, field: cause.field }
  if (cause instanceof ZodError) {
    const issue = cause.issues[0]
    return {
      code,
      message: issue?.message ?? 'The request is not valid.',
      field: issue?.path.length ? issue.path.join('.') : undefined,
    }
  }
  if (code === 'INTERNAL_SERVER_ERROR') {
    const reference = requestId ? ` If it stays, tell your administrator this number: ${requestId}.` : ''
    return {
      code,
      message: `Something went wrong on our side. Nothing was changed; try again in a moment.${reference}`,
      field: undefined,
    }
  }
  return { code, message, field: undefined }
}
