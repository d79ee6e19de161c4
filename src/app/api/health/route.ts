import { pool } from '#server/db/pool.ts'
import { readiness } from '#server/health/readiness.ts'

export const dynamic = 'force-dynamic'

/** For load balancers and monitors: 200 when the app can serve, 503 when its database does not answer. */
export async function GET(): Promise<Response> {
  const state = await readiness(pool)
  return Response.json(state, { status: state.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
