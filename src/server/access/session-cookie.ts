import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '#env'

/** https only, unless the app itself is served over http (a machine of one's own). */
export const secureCookies = env.APP_URL.startsWith('https:')

const cookieName = `${secureCookies ? '__Secure-' : ''}next-auth.session-token`

type CookieJar = { get(name: string): { value: string } | undefined }

/**
 * The session id in the encrypted cookie that next-auth set. What it is worth, its row decides.
 *
 * @returns null when there is no cookie, or it is not ours or too old.
 */
export async function readSessionId(cookies: CookieJar): Promise<string | null> {
  const token = cookies.get(cookieName)?.value
  if (!token) return null
  // `decode` rejects a token that was tampered with, has expired, or was made with another secret.
  const claims = await decode({ token, secret: env.AUTH_SECRET }).catch(() => null)
  const id = z.uuid().safeParse(claims?.sessionId)
  return id.success ? id.data : null
}
