import { expect, test } from './fixtures.ts'

test('Ctrl+K finds a page, and Enter goes there', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeAttached()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search pages/ }).fill('sync')
  await expect(page.getByRole('option', { name: 'Syncs' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/runs$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Syncs' })).toBeVisible()
})

test('the palette finds stores, and says when it finds nothing', async ({ page }) => {
  await page.goto('/runs')
  await page.getByRole('button', { name: /^Search or jump to/ }).click()
  const search = page.getByRole('combobox', { name: /^Search pages/ })
  await search.fill('no such thing anywhere')
  await expect(page.getByText('Nothing by that name.')).toBeVisible()
  await search.fill('Mission')
  await page.getByRole('option', { name: 'Mission Catalogue' }).click()
  await expect(page).toHaveURL(/\/catalogue\?store=/)
  await expect(page.getByRole('combobox', { name: 'Store', exact: true })).toContainText('Mission')
})

test('? lists the keys, Escape closes the list', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeAttached()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys).toContainText('Next row')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
})

test('the dark theme stays over pages and reloads', async ({ page }) => {
  await page.goto('/')
  const root = page.locator('html')
  await page.getByRole('button', { name: 'Use dark theme' }).click()
  await expect(root).toHaveClass(/dark/)
  await page.goto('/stores')
  await expect(root).toHaveClass(/dark/)
  await page.getByRole('button', { name: 'Use light theme' }).click()
  await expect(root).not.toHaveClass(/dark/)
})

test('a chosen store stays chosen from page to page', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Store', exact: true }).click()
  await page.getByRole('option', { name: 'Harbor' }).click()
  await expect(page).toHaveURL(/\?store=/)
  const navigation = page.getByRole('navigation', { name: 'Main' })
  for (const name of ['Connections', 'Syncs', 'Products', 'Stores', 'Overview']) {
    await navigation.getByRole('link', { name }).click()
    await expect(navigation.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
    await expect(page).toHaveURL(/\?store=/)
    await expect(page.getByRole('combobox', { name: 'Store', exact: true })).toContainText('Harbor')
  }
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the pages are under the thumb, the rest one tap further', async ({ page }) => {
    await page.goto('/')
    const bar = page.getByRole('navigation', { name: 'Main' })
    await expect(bar).toHaveCount(1)
    await bar.getByRole('link', { name: 'Products' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible()
    await bar.getByRole('button', { name: 'More' }).click()
    await page.getByRole('dialog', { name: 'More pages' }).getByRole('link', { name: 'Members' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()
  })
})

test.describe('somebody who is not signed in', () => {
  test.use({ role: null })

  test('hears the same about a wrong password and an unknown person', async ({ page }) => {
    const answers: (string | null)[] = []
    for (const email of ['staff@demo.cairn.test', 'nobody-at-all@demo.cairn.test']) {
      await page.goto('/sign-in')
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password', { exact: true }).fill('not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      answers.push(
        await page
          .getByRole('alert')
          .filter({ hasText: /password/i })
          .textContent(),
      )
    }
    expect(answers[0]).toMatch(/password/i)
    expect(answers[1]).toBe(answers[0])
  })
})
