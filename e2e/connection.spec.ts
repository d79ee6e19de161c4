import { connectedStore, mutate } from './connect-store.ts'
import { expect, test } from './fixtures.ts'

/** Of these tests alone; its first sync is a long one. */
const paced = { storeName: 'Mission', dispensary: 'pine-street', name: 'Paced' }

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

test('a sync is cancelled from its row, which says what is lost', async ({ page }) => {
  const { id } = await connectedStore(page, { ...paced, waits: false })
  await page.goto(`/connections/${id}?tab=runs`)
  const row = page.getByRole('table', { name: 'Syncs' }).getByRole('row').nth(1)
  // What has read nothing yet is cancelled without a question; a row that is still loading shows no number at all.
  await expect(row.getByRole('cell').nth(5)).toHaveText(/^[1-9]/)
  await row.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Cancel sync' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this sync?' })
  await expect(dialog).toContainText(/[1-9][\d,]* records? (was|were) read so far/)
  // What it says follows the sync.
  const asked = await dialog.textContent()
  await expect(dialog).not.toHaveText(asked ?? '')
  await dialog.getByRole('button', { name: 'Cancel sync' }).click()
  await expect(row).toContainText('Cancelled')
  await row.getByRole('button', { name: /^Actions for/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Run again' })).toBeEnabled()
  await expect(page.getByRole('menuitem', { name: 'Cancel sync' })).toBeDisabled()
})

test('a schedule is paused and resumed from the list of all', async ({ page }) => {
  const { id, name } = await connectedStore(page, { ...paced, waits: false })
  await mutate(page, 'schedules.save', {
    connectionId: id,
    entities: ['products'],
    mode: 'full',
    rule: { everyMinutes: 1440 },
    jitterSeconds: 0,
  })
  await page.goto(`/runs?tab=schedules&q=${name}`)
  const row = page.getByRole('table', { name: 'Schedules' }).getByRole('row').nth(1)
  await expect(row).toContainText('every day')
  await row.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Pause' }).click()
  await expect(row).toContainText('Paused')
  await row.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Resume' }).click()
  await expect(row).not.toContainText('Paused')
  // What is chosen in a row's menu does not open the row.
  await expect(page).toHaveURL(/tab=schedules/)
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

  test('syncs and schedules are looked at, not acted on', async ({ page }) => {
    for (const [tab, label] of [
      ['runs', 'Syncs'],
      ['schedules', 'Schedules'],
    ] as const) {
      await page.goto(`/runs?tab=${tab}`)
      await expect(page.getByRole('table', { name: label }).or(page.getByText('by itself'))).toBeVisible()
      await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(0)
    }
  })
})
