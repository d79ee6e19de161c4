import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { pool } from '../db/pool.ts'
import { systemClock } from '../lib/clock.ts'
import type { Identity } from './identity.ts'
import { pathHeader } from './page-path.ts'
import { may, type Permission } from './permissions.ts'
import { findIdentity } from './session.ts'
import { readSessionId } from './session-cookie.ts'

/** Who is looking at this page, or null. Read once a request, however many layouts and pages ask. */
export const currentIdentity = cache(async (): Promise<Identity | null> => {
  const sessionId = await readSessionId(await cookies())
  return sessionId ? findIdentity(pool, sessionId, systemClock.now()) : null
})

/**
 * The check at the top of every page for signed-in people.
 * Signed out: to the sign-in page and back here afterwards. Role without `permission`: to the page that says so.
 */
export async function requirePageAccess(permission: Permission): Promise<Identity> {
  const identity = await currentIdentity()
  if (!identity) {
    const path = (await headers()).get(pathHeader) ?? '/'
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  }
  if (!may(identity.membership.role, permission)) redirect('/no-access')
  return identity
}
