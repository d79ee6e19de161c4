import { type BrowserContext, test as base, expect } from '@playwright/test'
import { demoPassword, demoPeople } from '#scripts/seed/demo-data.ts'
import type { Role } from '#server/access/permissions.ts'

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

const signedOut: Session = { cookies: [], origins: [] }

/**
 * `test` starts signed in as the demo's owner. `test.use({ role: 'viewer' })` makes it somebody else, `role: null`
 * nobody. Each person signs in once, through the screen; later tests reuse the session.
 */
export const test = base.extend<{ role: Role | null }, { sessionOf: (role: Role) => Promise<Session> }>({
  role: ['owner', { option: true }],
  storageState: async ({ role, sessionOf }, use) => use(role === null ? signedOut : await sessionOf(role)),
  sessionOf: [
    async ({ browser }, use, { project }) => {
      const sessions = new Map<Role, Session>()
      await use(async (role) => {
        const known = sessions.get(role)
        if (known) return known
        const { baseURL = '' } = project.use
        const context = await browser.newContext({ baseURL, storageState: signedOut })
        const page = await context.newPage()
        await page.goto('/sign-in')
        await page.getByLabel('E-mail').fill(emailOf(role))
        await page.getByLabel('Password', { exact: true }).fill(demoPassword(role))
        await page.getByRole('button', { name: 'Sign in' }).click()
        await expect(page.getByRole('navigation').first()).toBeVisible()
        const session = await context.storageState()
        sessions.set(role, session)
        await context.close()
        return session
      })
    },
    { scope: 'worker' },
  ],
})

function emailOf(role: Role): string {
  const person = demoPeople.find((candidate) => candidate.role === role)
  if (!person) throw new Error(`the demo has no ${role}`)
  return person.email
}

export { expect }
