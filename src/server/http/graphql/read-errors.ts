import { z } from 'zod'
import type { ErrorReader, PointsTold } from '../types.ts'
import type { GraphqlOptions } from './types.ts'

type Failure = NonNullable<ReturnType<ErrorReader>>

/** https://spec.graphql.org/October2021/#sec-Errors; where there is one, the code stands in the extensions. */
const errorsSchema = z.object({
  errors: z
    .array(
      z.looseObject({
        extensions: z.looseObject({ code: z.string().optional().catch(undefined) }).nullish(),
      }),
    )
    .min(1),
})

/**
 * What the errors of an answer mean, whatever its status: by the first code that is known, else as a request that isn't
 * accepted. Their texts may quote what was sent, so none is handed on.
 * @param points what the answer told of the bucket: how long to wait when it is empty
 * @returns null when it has no errors
 */
export function readGraphqlErrors(
  body: unknown,
  readCode: GraphqlOptions['readCode'],
  points: PointsTold | null,
): Failure | null {
  const parsed = errorsSchema.safeParse(body)
  if (!parsed.success) return null
  const codes = parsed.data.errors.flatMap(({ extensions }) => extensions?.code ?? [])
  const [code, meaning] = codes
    .map((each) => [each, readCode(each)] as const)
    .find(([, known]) => known !== null) ?? [codes[0], null]
  const { kind, message } = meaning ?? {
    kind: 'invalid_request' as const,
    message: 'The POS did not accept the request. This is likely ours to fix.',
  }
  // Only what looks like a code: free text might quote what was sent.
  const vendorCode = code !== undefined && /^[A-Za-z_.]{3,80}$/.test(code) ? { vendorCode: code } : {}
  return { kind, message, ...vendorCode, ...(kind === 'rate_limited' && points && waitFor(points)) }
}

/** Until so much is left as the query would have taken. */
function waitFor({ asked, left, restorePerSecond }: PointsTold): { retryAfterMs: number } {
  const seconds = Math.ceil(Math.max(0, (asked ?? 0) - left) / Math.max(1e-3, restorePerSecond))
  return { retryAfterMs: Math.max(1, seconds) * 1000 }
}
