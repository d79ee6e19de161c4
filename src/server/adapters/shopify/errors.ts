import { z } from 'zod'
import type { GraphqlOptions } from '../../http/graphql/types.ts'
import type { ErrorReader, PointsTold } from '../../http/types.ts'
import type { AdapterErrorKind } from '../errors.ts'

type Meaning = { kind: AdapterErrorKind; message: string }

/** Codes of errors inside a 200: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes */
const codes = new Map<string, Meaning>([
  ['THROTTLED', { kind: 'rate_limited', message: 'Shopify asks for fewer calls. Cairn waits and goes on.' }],
  [
    'ACCESS_DENIED',
    {
      kind: 'forbidden',
      message:
        'Shopify does not let this app read that: an access scope is missing, or the approval for protected customer data.',
    },
  ],
  ['SHOP_INACTIVE', { kind: 'forbidden', message: 'Shopify has closed this shop. Open it in Shopify.' }],
  [
    'MAX_COST_EXCEEDED',
    { kind: 'invalid_request', message: 'Shopify finds this query too dear. That is ours to fix.' },
  ],
  [
    'INTERNAL_SERVER_ERROR',
    { kind: 'unavailable', message: 'Shopify has a problem of its own. Cairn tries again.' },
  ],
  ['TIMEOUT', { kind: 'timeout', message: 'Shopify took too long over this. Cairn tries again.' }],
])

export const readCode: GraphqlOptions['readCode'] = (code) => codes.get(code) ?? null

/** Statuses that mean something of their own here. */
const statuses: Record<number, Meaning> = {
  401: {
    kind: 'unauthenticated',
    message: 'Shopify does not accept the access token: it has ended, was taken back, or is of another shop.',
  },
  402: { kind: 'forbidden', message: 'Shopify has frozen this shop until its bill is paid.' },
  404: { kind: 'not_found', message: 'Shopify knows no such shop. Check the shop’s address.' },
  423: { kind: 'forbidden', message: 'Shopify has locked this shop. Ask its owner to look in Shopify.' },
  430: { kind: 'forbidden', message: 'Shopify refuses these calls as suspicious. Ask Shopify support.' },
}

/** Reads a refusal that isn't a 200. */
export const readError: ErrorReader = ({ status }) => statuses[status] ?? null

const refusalSchema = z.object({ error: z.string() })

/** Every 4xx of the token endpoint is about what was typed in or allowed, unless it is about the pace. */
export const readSignInError: ErrorReader = ({ status, text }) => {
  if (status < 400 || status >= 429 || status === 408) return null
  return {
    kind: 'unauthenticated',
    message:
      'Shopify did not accept the sign-in. Check the shop, the client id and the client secret; where a person signed in, sign in again.',
    ...codeOf(text),
  }
}

/** One of the codes of OAuth 2.0; free text might quote what was sent. */
function codeOf(text: string): { vendorCode?: string } {
  try {
    const code = refusalSchema.safeParse(JSON.parse(text)).data?.error
    return code !== undefined && /^[a-z_]{3,40}$/.test(code) ? { vendorCode: code } : {}
  } catch {
    return {}
  }
}

const costSchema = z.object({
  cost: z.object({
    requestedQueryCost: z.number().nullish(),
    actualQueryCost: z.number().nullish(),
    throttleStatus: z.object({
      maximumAvailable: z.number().positive(),
      currentlyAvailable: z.number(),
      restoreRate: z.number().positive(),
    }),
  }),
})

/** https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits */
export function readPoints(extensions: Record<string, unknown>): PointsTold | null {
  const parsed = costSchema.safeParse(extensions)
  if (!parsed.success) return null
  const { requestedQueryCost, actualQueryCost, throttleStatus } = parsed.data.cost
  return {
    asked: requestedQueryCost ?? null,
    spent: actualQueryCost ?? null,
    full: throttleStatus.maximumAvailable,
    left: throttleStatus.currentlyAvailable,
    restorePerSecond: throttleStatus.restoreRate,
  }
}
