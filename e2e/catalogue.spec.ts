import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'
import { ledgerOf } from './simulator.ts'

test.beforeEach(async ({ page }) => {
  await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
})

test('search, filters and sort live in the URL, so a link shows the same products', async ({ page }) => {
  await page.goto('/catalogue')
  const table = page.getByRole('table', { name: 'Products' })
  await page.getByRole('searchbox', { name: 'Search products' }).fill('kush')
  await expect(page).toHaveURL(/q=kush/)
  await page.getByRole('combobox', { name: 'Filter by status' }).click()
  await page.getByRole('option', { name: /^Active/ }).click()
  await page.keyboard.press('Escape')
  await table.getByRole('button', { name: 'Price' }).click()
  await expect(page).toHaveURL(/sort=price/)
  await expect(table).toHaveAttribute('aria-busy', 'false')
  const names = await table.getByRole('rowheader').or(table.getByRole('cell')).allTextContents()
  expect(names.length).toBeGreaterThan(0)

  const copy = await page.context().newPage()
  await copy.goto(page.url())
  const same = copy.getByRole('table', { name: 'Products' })
  await expect(same).toHaveAttribute('aria-busy', 'false')
  await expect(same.getByRole('row')).toHaveCount(await table.getByRole('row').count())
})

test('a product opens beside the list with what the POS sent, and the link opens it again', async ({
  page,
}) => {
  const product = (await ledgerOf('treez', 'harbor')).find(({ menuTitle }) => menuTitle !== null)
  if (!product?.menuTitle) throw new Error('no product of the store has a menu title')
  await page.goto(`/catalogue?q=${encodeURIComponent(product.menuTitle.slice(0, 20))}`)
  const table = page.getByRole('table', { name: 'Products' })
  await expect(table).toHaveAttribute('aria-busy', 'false')
  await table.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page).toHaveURL(/product=/)
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('table').first()).toContainText('product_configurable_fields')
  await sheet.getByRole('tab', { name: 'History' }).click()
  await expect(sheet).toContainText('Came into the catalogue')
  await page.reload()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a search without a match says so and offers to clear it', async ({ page }) => {
  await page.goto('/catalogue?q=no-such-product-anywhere')
  await expect(page.getByText(/No product/i)).toBeVisible()
})
