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

test('scripts run for a nonce that no other answer has', async ({ page }) => {
  const nonces = new Set<string | undefined>()
  for (const path of ['/', '/', '/nothing-here']) {
    const policy = (await page.goto(path))?.headers()['content-security-policy'] ?? ''
    const scripts = policy.split('; ').find((each) => each.startsWith('script-src')) ?? ''
    expect(scripts).not.toContain('unsafe-inline')
    expect(scripts).toContain("'strict-dynamic'")
    nonces.add(/'nonce-([^']+)'/.exec(scripts)?.[1])
  }
  expect(nonces.size).toBe(3)
  expect(nonces).not.toContain(undefined)
})

test('words appear on hover and on focus, and go at a key', async ({ page }) => {
  await page.goto('/')
  const keys = page.getByRole('button', { name: 'List of keys' })
  const words = page.getByText('List of keys', { exact: true })
  await expect(async () => {
    await page.mouse.move(0, 0)
    await keys.hover()
    await expect(words).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.mouse.move(600, 500)
  await expect(words).toHaveCount(0)
  await keys.focus()
  await page.keyboard.press('Shift')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(words).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(words).toHaveCount(0)
})

test('a menu opens by a key at once, and gives the focus back to its button', async ({ page }) => {
  await page.goto('/')
  const account = page.getByRole('button', { name: /^.*account of/ })
  await account.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Account' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(account).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Account' })).toBeFocused()
})

test('the first key opens a list of choices that is then steered by keys', async ({ page }) => {
  await page.goto('/')
  const store = page.getByRole('combobox', { name: 'Store', exact: true })
  await store.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'All stores' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?store=/)
  await expect(store).toBeFocused()
})

test('a tab whose part is still under way says so below the title, which stays', async ({ page }) => {
  await page.goto('/runs')
  const title = page.getByRole('heading', { level: 1, name: 'Syncs' })
  await expect(page.getByRole('table')).toBeVisible()
  await page.waitForLoadState('networkidle')
  const gate = Promise.withResolvers<void>()
  await page.route('**/_next/static/chunks/**', async (route) => {
    await gate.promise
    await route.continue()
  })
  await page.getByRole('tab', { name: 'Schedules' }).click()
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible()
  await expect(title).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Schedules' })).toBeFocused()
  gate.resolve()
  await expect(page.getByRole('columnheader', { name: 'Next' })).toBeVisible()
})

test('a letter typed on a closed list chooses the next value that begins with it', async ({ page }) => {
  await page.goto('/')
  const store = page.getByRole('combobox', { name: 'Store', exact: true })
  await store.focus()
  await page.keyboard.press('h')
  await expect(store).toContainText('Harbor')
  await expect(page).toHaveURL(/\?store=/)
})
