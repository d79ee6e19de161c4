import { connectedStore, syncAgain } from './connect-store.ts'
import { expect, test } from './fixtures.ts'
import { changeAtPos, ledgerOf } from './simulator.ts'

/** The hand of a clock in a zone, as `<input type="datetime-local">` takes it. */
function clockIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T')
}

test('time travel: the catalogue shows the price of before a change, and goes back to now', async ({
  page,
}) => {
  const [vendor, storeKey] = ['treez', 'harbor']
  const { id } = await connectedStore(page, { storeName: 'Harbor', dispensary: storeKey })
  await syncAgain(page, id)
  const product = (await ledgerOf(vendor, storeKey)).find(
    ({ priceMinor, menuTitle }) => priceMinor !== null && menuTitle !== null,
  )
  if (!product?.menuTitle) throw new Error('no product of the store has a price and a menu title')

  // Whole seconds are what the control takes: the next one begins after the sync and before the change.
  const before = new Date(Math.ceil(Date.now() / 1000) * 1000)
  await expect.poll(() => Date.now()).toBeGreaterThan(before.getTime())
  await changeAtPos(vendor, { storeKey, sourceId: product.sourceId, kind: 'price' })
  await syncAgain(page, id)

  await page.goto(`/catalogue?q=${encodeURIComponent(product.menuTitle)}`)
  const table = page.getByRole('table', { name: 'Products' })
  await expect(table).toHaveAttribute('aria-busy', 'false')
  const row = table.getByRole('row').nth(1)
  const price = row.getByRole('cell').filter({ hasText: '$' })
  const now = await price.textContent()

  await page.getByRole('button', { name: 'As of…' }).click()
  const field = page.getByLabel(/^As of, on the clocks of/)
  const label = await page.getByText(/^As of, on the clocks of/).textContent()
  await field.fill(clockIn(label?.split(' ').at(-1) ?? 'UTC', before))
  await page.getByRole('button', { name: 'Look' }).click()
  await expect(page).toHaveURL(/at=/)
  const banner = page.getByRole('status').filter({ hasText: 'You are looking at the catalogue as of' })
  await expect(banner).toBeVisible()
  await expect(price).not.toHaveText(now ?? '')
  const then = await price.textContent()

  await banner.getByRole('checkbox', { name: 'Compare with now' }).click()
  await expect(page).toHaveURL(/compare=now/)
  const comparison = page.getByRole('region', { name: 'Compared with now' })
  await expect(comparison).toContainText(/\d+ of .* now: .*price/)
  await expect(price).toContainText(then ?? '')
  await expect(price).toContainText(now ?? '')
  await comparison.getByRole('checkbox', { name: 'Only what differs' }).click()
  await expect(page).toHaveURL(/differing=true/)
  await expect(price).toContainText(now ?? '')

  await row.getByRole('link').first().click()
  const sheet = page.getByRole('dialog')
  const prices = sheet.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Prices/ }) })
  await expect(prices).toContainText(then ?? '')
  await expect(prices).toContainText(now ?? '')
  await sheet.getByRole('tab', { name: 'History' }).click()
  await expect(sheet.getByText('in a sync').first()).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).click()

  await banner.getByRole('button', { name: 'Back to now' }).click()
  await expect(page).not.toHaveURL(/[?&](at|compare|differing)=/)
  await expect(price).toHaveText(now ?? '')
  expect(then).not.toBe(now)
})
