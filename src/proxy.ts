import { type NextRequest, NextResponse } from 'next/server'
import { env } from '#env'
import { pathHeader } from '#server/access/page-path.ts'
import { nonceHeader, pagePolicy } from '#server/access/page-policy.ts'

const policyHeader = 'content-security-policy'
const options = { development: env.NODE_ENV === 'development', simulatorsUrl: env.SIMULATORS_URL }

/**
 * Tells pages their own address, so that sign-in can lead back to it, and what they may load. No check happens here:
 * pages and procedures check.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID()
  const policy = pagePolicy(nonce, options)
  const headers = new Headers(request.headers)
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set(nonceHeader, nonce)
  // The framework takes the nonce of its own scripts from here.
  headers.set(policyHeader, policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set(policyHeader, policy)
  return response
}

export const config = { matcher: ['/((?!api/|_next/|.*\\.[a-z0-9]+$).*)'] }
