import { TRPCClientError } from '@trpc/client'

type ErrorData = { code?: unknown; field?: unknown } | null | undefined

function dataOf(error: unknown): ErrorData {
  return error instanceof TRPCClientError ? (error.data as ErrorData) : undefined
}

/** The tRPC code of an error ("NOT_FOUND"); undefined when the server was never reached. */
export function codeOf(error: unknown): string | undefined {
  const code = dataOf(error)?.code
  return typeof code === 'string' ? code : undefined
}

/** The form field an error belongs to ("credentials.apiKey"). */
export function fieldOf(error: unknown): string | undefined {
  const field = dataOf(error)?.field
  return typeof field === 'string' ? field : undefined
}

/** Words for the person at the screen. The server sends only words that are safe to show. */
export function messageOf(error: unknown): string {
  if (codeOf(error) !== undefined && error instanceof Error) return error.message
  return 'Cairn could not be reached. Check the network; nothing was changed, and trying again is safe.'
}
