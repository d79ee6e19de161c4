import { type NextRequest, NextResponse } from 'next/server'
import { pathHeader } from '#server/access/page-path.ts'

/** Tells pages their own address, so that sign-in can lead back to it. No check happens here: pages and procedures check. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers)
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!api/|_next/|.*\\.[a-z0-9]+$).*)'] }
