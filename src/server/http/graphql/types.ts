import type { z } from 'zod'
import type { AdapterErrorKind } from '../../adapters/errors.ts'
import type { AuthStrategy, ErrorReader, Lane, PointsTold, RateLimitRule } from '../types.ts'

export type GraphqlRequest<T> = {
  /** Names the call in measurements and breaker classes, e.g. `products.list`. */
  operation: string
  /** The whole document, one operation. */
  query: string
  variables?: Record<string, unknown>
  /** Points it may cost at most. What the POS itself said of this operation counts more. */
  cost: number
  /** Parses `data`. */
  schema: z.ZodType<T>
  lane: Lane
  /** Safe to send twice. Default: a query is, a mutation isn't. */
  repeatable?: boolean
  /** Whole call, all attempts, milliseconds. */
  deadlineMs?: number
  signal?: AbortSignal
}

/** `extensions` as the POS sent them, `{}` without; `headers` of its answer. */
export type GraphqlAnswer<T> = { data: T; extensions: Record<string, unknown>; headers: Headers }

/** @throws {AdapterError} also when the answer has data beside its errors: half an answer is none */
export type GraphqlClient = { ask<T>(request: GraphqlRequest<T>): Promise<GraphqlAnswer<T>> }

/** What a vendor says of its GraphQL API. */
export type GraphqlOptions = {
  baseUrl: string
  /** Joined to the base URL. */
  path: string
  auth: AuthStrategy | null
  rateLimit: RateLimitRule
  /** Reads answers that are no 2xx. */
  readError?: ErrorReader
  /** What `extensions.code` of an error means; null for one that isn't known. */
  readCode(code: string): { kind: AdapterErrorKind; message: string } | null
  /** Finds in the answer's `extensions` what the query cost and what is left. */
  readPoints?(extensions: Record<string, unknown>): PointsTold | null
}
