import type { Page } from '@playwright/test'
import { query } from './connect-store.ts'
import { expect, test } from './fixtures.ts'
import { pretendVendors, resetVendor } from './simulator.ts'

type Field = { name: string; label: string }
type Manifest = {
  id: string
  name: string
  signInMethods: { id: string; label: string; interactive?: boolean; fields: Field[] }[]
}

const vendor = 'shopify'
const connectionName = 'Harbor online'

/** Presses a button on the vendor's own page, once it is there. */
async function answerConsent(page: Page, name: 'Allow' | 'Cancel', appOrigin: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await expect(button).toBeVisible()
  expect(new URL(page.url()).origin).not.toBe(appOrigin)
  await button.click()
  await page.waitForURL((url) => url.origin === appOrigin)
}

test('a store is connected by allowing Cairn in on the vendor’s page; refusals lead back with what to do', async ({
  page,
  browser,
  sessionOf,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const appOrigin = new URL(baseURL ?? '').origin
  await resetVendor(vendor, 60)
  const values = (await pretendVendors()).find((one) => one.vendor === vendor)?.signIn.fields ?? {}
  await page.goto('/connections/new')
  const { vendors } = await query<{ vendors: Manifest[] }>(page, 'vendors.list', undefined)
  const manifest = vendors.find(({ id }) => id === vendor)
  const method = manifest?.signInMethods.find(({ interactive }) => interactive)
  const secret = method?.fields.find(({ name }) => name === 'clientSecret')
  if (!manifest || !method || !secret) throw new Error(`${vendor} has no page of its own to sign in at`)
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (request.url().includes(`/api/oauth/${vendor}/callback`)) callbacks.push(request.url())
  })
  const goOn = page.getByRole('button', { name: `Continue to ${manifest.name}` })
  // Next announces routes in an alert of its own, outside of main.
  const problem = page.getByRole('main').getByRole('alert')

  await test.step('an answer that is not signed with the secret entered is not believed', async () => {
    await page.getByRole('button', { name: new RegExp(`^${manifest.name}`) }).click()
    await page.getByRole('main').getByRole('combobox', { name: 'Store', exact: true }).click()
    await page.getByRole('option', { name: 'Harbor' }).click()
    await page.getByLabel('Name of the connection').fill(connectionName)
    await page.getByRole('radio', { name: method.label }).click()
    await expect(page.getByText(`${appOrigin}/api/oauth/${vendor}/callback`)).toBeVisible()
    for (const { name, label } of method.fields) {
      const value = name === secret.name ? 'not-the-secret-of-this-app' : values[name]
      if (value !== undefined) await page.getByLabel(label, { exact: true }).fill(value)
    }
    await goOn.click()
    await answerConsent(page, 'Allow', appOrigin)
    await expect(problem).toContainText('does not carry')
    await expect(page.getByLabel('Name of the connection')).toHaveValue(connectionName)
  })

  await test.step('whoever says no can think again', async () => {
    await page.getByLabel(secret.label, { exact: true }).fill(values[secret.name] ?? '')
    await goOn.click()
    await answerConsent(page, 'Cancel', appOrigin)
    await expect(problem).toContainText('Access was not allowed')
  })

  await test.step('whoever says yes lands at the check, and nothing of the answer stays in the address', async () => {
    await goOn.click()
    await answerConsent(page, 'Allow', appOrigin)
    await page.getByRole('button', { name: 'Choose what to sync' }).waitFor({ timeout: 60_000 })
    expect(page.url()).not.toMatch(/code=|hmac=|state=/)
  })

  await test.step('the same answer counts once, and for nobody else', async () => {
    const answer = callbacks.at(-1) ?? ''
    const colleague = await browser.newContext({ baseURL: appOrigin, storageState: await sessionOf('admin') })
    const window = await colleague.newPage()
    await window.goto(answer)
    await expect(window.getByRole('main').getByRole('alert')).toContainText('Somebody else started')
    await colleague.close()
    const viewer = await browser.newContext({ baseURL: appOrigin, storageState: await sessionOf('viewer') })
    const refused = await viewer.newPage()
    await refused.goto(answer)
    await expect(refused).toHaveURL(/\/no-access/)
    await viewer.close()
    const again = await page.context().newPage()
    await again.goto(answer)
    await expect(again.getByRole('main').getByRole('alert')).toContainText('was taken before')
    await again.close()
  })

  await test.step('when the vendor takes the access back, a connection in use is signed in anew from its page', async () => {
    await page.getByRole('button', { name: 'Choose what to sync' }).click()
    await page.getByRole('button', { name: 'Start first sync' }).click()
    await expect(page.getByText(/records read in/)).toBeVisible({ timeout: 120_000 })
    const connections = await query<{ id: string; name: string }[]>(page, 'connections.list', {})
    const id = connections.find(({ name }) => name === connectionName)?.id
    // Nobody is signed in at the pretend vendor any more: its tokens are gone.
    await resetVendor(vendor, 60)
    await page.goto(`/connections/${id}?tab=settings`)
    const check = page.getByRole('list', { name: 'Connection check' })
    const signIn = check.getByRole('listitem').filter({ hasText: 'Sign in' })
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(signIn).toContainText('Failed', { timeout: 30_000 })
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await answerConsent(page, 'Cancel', appOrigin)
    await expect(problem).toContainText('Access was not allowed')
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await answerConsent(page, 'Allow', appOrigin)
    await expect(page).toHaveURL(new RegExp(`/connections/${id}\\?tab=settings$`))
    await expect(signIn).toContainText('Passed', { timeout: 30_000 })
    await expect(problem).toHaveCount(0)
  })
})
