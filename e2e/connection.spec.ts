import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'

test('a connection is paused, and Undo lets it go on', async ({ page }) => {
  const connection = await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
  await page.goto(`/connections/${connection.id}`)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Resume syncing' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible()
})

test('stored credentials are never shown, and replacing them with wrong ones says so', async ({ page }) => {
  const connection = await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
  await page.goto(`/connections/${connection.id}?tab=settings`)
  await expect(page.getByText('Stored encrypted').first()).toBeVisible()
  expect(await page.content()).not.toContain('demo-key-harbor')

  await page.getByRole('button', { name: 'Replace credentials' }).click()
  await page.getByRole('dialog').getByLabel('API key', { exact: true }).fill('revoked-key')
  await page.getByRole('button', { name: 'Save and check' }).click()
  const check = page.getByRole('list', { name: 'Connection check' })
  await expect(check.getByRole('listitem').filter({ hasText: 'Sign in' })).toContainText('Failed')

  await page.getByRole('button', { name: 'Replace credentials' }).click()
  await page.getByRole('dialog').getByLabel('API key', { exact: true }).fill('demo-key-harbor')
  await page.getByRole('button', { name: 'Save and check' }).click()
  await expect(check.getByRole('listitem').filter({ hasText: 'Sign in' })).toContainText('Passed')
})

test('removing a connection says what is lost and asks for its name', async ({ page }) => {
  const connection = await connectedStore(page, { storeName: 'Mission', dispensary: 'mission' })
  await page.goto(`/connections/${connection.id}?tab=settings`)
  await page.getByRole('button', { name: 'Remove connection' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('180 products')
  await expect(dialog.getByRole('button', { name: 'Remove connection' })).toBeDisabled()
  await dialog.getByLabel(/to confirm/).fill(connection.name)
  await dialog.getByRole('button', { name: 'Remove connection' }).click()
  await expect(page).toHaveURL(/\/connections$/)
  await expect(page.getByText(connection.name)).toHaveCount(0)
})

test.describe('for a viewer', () => {
  test.use({ role: 'viewer' })

  test('setting up a connection is out of reach', async ({ page }) => {
    await page.goto('/connections')
    await expect(page.getByRole('link', { name: 'Connect store' })).toHaveCount(0)
    await page.goto('/connections/new')
    await expect(page.getByRole('heading', { name: 'You can’t see this page' })).toBeVisible()
  })
})
