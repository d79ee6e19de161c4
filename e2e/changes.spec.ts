import type { Page } from '@playwright/test'
import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'
import { changeAtPos, ledgerOf } from './simulator.ts'

const [vendor, storeKey] = ['treez', 'mission']

/** Starts a sync of the connection in one of its other ways and waits for the words at the head of its difference. */
async function startSync(page: Page, connectionId: string, way: string, words: string): Promise<void> {
  await page.goto(`/connections/${connectionId}`)
  await page.getByRole('button', { name: 'Other ways to sync' }).click()
  await page.getByRole('menuitem', { name: way }).click()
  await expect(page.getByRole('heading', { name: words })).toBeVisible({ timeout: 45_000 })
}

test('a guard stop is approved in part, a dry run is written selectively, and what it wrote is undone', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const { id } = await connectedStore(page, { storeName: 'Mission', dispensary: storeKey, name: 'Guarded' })
  const products = (await ledgerOf(vendor, storeKey)).filter(
    ({ priceMinor, quantity }) => priceMinor !== null && quantity > 0,
  )
  const table = page.getByRole('table', { name: 'Changes' })
  const product = table.getByRole('row').filter({ hasText: 'Products' })
  // Names are tidied on their way in; the POS's ids stay.
  const search = async (sourceId = '') => {
    await page.getByLabel('Search changes').fill(sourceId)
    await expect(product).toHaveCount(1)
  }
  const approved = page.getByRole('heading', { name: '1 change was approved' })

  const hidden = products.slice(0, Math.ceil(products.length / 2))
  await test.step('half the menu disappears: the sync stops, one product is approved, the others are refused', async () => {
    for (const { sourceId } of hidden) await changeAtPos(vendor, { storeKey, sourceId, kind: 'deactivate' })
    await startSync(page, id, 'Sync everything', 'Stopped before anything was written')
    await expect(page.getByRole('list', { name: 'Against the limits' })).toContainText('over the limit')
    await search(hidden[0]?.sourceId)
    await product.getByRole('checkbox').first().click()
    await page.getByRole('button', { name: 'Approve selected' }).click()
    await expect(approved).toBeVisible({ timeout: 45_000 })
    await expect(table.getByText('Written')).toHaveCount(1, { timeout: 45_000 })
    await search(hidden[1]?.sourceId)
    await expect(product.getByText('Refused')).toBeVisible()
    await page.goto(`/connections/${id}`)
    await expect(page.getByRole('region', { name: 'Refused versions' })).toBeVisible()
  })

  const [first, second] = products.slice(-2)
  if (!first || !second) throw new Error('the store has too few products')
  await test.step('two prices are tried without writing, and one of them is written', async () => {
    for (const { sourceId } of [first, second])
      await changeAtPos(vendor, { storeKey, sourceId, kind: 'price' })
    await startSync(page, id, 'Try without writing', 'Tried without writing')
    await search(first.sourceId)
    await product.getByRole('checkbox').first().click()
    await page.getByRole('button', { name: 'Approve selected' }).click()
    await expect(approved).toBeVisible({ timeout: 45_000 })
    await expect(product.getByText('Written')).toBeVisible({ timeout: 45_000 })
    await search(second.sourceId)
    await expect(product.getByText('Not written')).toBeVisible()
  })

  await test.step('what it wrote is undone, after it was shown', async () => {
    await page.getByRole('button', { name: 'Undo this sync…' }).click()
    await expect(page.getByRole('heading', { name: 'This is what undoing would write' })).toBeVisible({
      timeout: 45_000,
    })
    await expect(product).toContainText(`$${((first.priceMinor ?? 0) / 100).toFixed(2)}`)
    await page.getByRole('button', { name: 'Undo all' }).click()
    await page.getByRole('button', { name: 'Undo 1 change' }).click()
    await expect(approved).toBeVisible({ timeout: 45_000 })
    await expect(product.getByText('Written')).toBeVisible({ timeout: 45_000 })
  })
})
