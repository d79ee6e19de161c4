import { expect, test } from './fixtures.ts'

test.describe('somebody who is signed in', () => {
  test('lands on the overview', async ({ page }) => {
    await page.goto('/')
    await expect(page).toHaveTitle(/Cairn/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})

test.describe('somebody who is not signed in', () => {
  test.use({ role: null })

  test('is asked to sign in first, and gets to where they were going', async ({ page }) => {
    await page.goto('/catalogue')
    await expect(page).toHaveURL(/\/sign-in/)
    await page.getByLabel('E-mail').fill('viewer@demo.cairn.test')
    await page.getByLabel('Password', { exact: true }).fill('stacked-stones-viewer')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/catalogue/)
  })

  test('hears that a password is wrong, and nothing about the account', async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill('nobody@demo.cairn.test')
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('main').getByRole('alert').first()).toContainText(/password/i)
    await expect(page).toHaveURL(/\/sign-in/)
  })
})
