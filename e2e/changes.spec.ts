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
  const { id } = await connectedStore(page, { storeName: 'Mission', dispensary: storeKey, name: 'Guarded' })
  const products = (await ledgerOf(vendor, storeKey)).filter(
    ({ priceMinor, quantity }) => priceMinor !== null && quantity > 0,
  )
  const table = page.getByRole('table', { name: 'Changes' })
  const stateOf = (name: string) => table.getByRole('row').filter({ hasText: name })
  const approved = page.getByRole('heading', { name: /approved$/ })

  const hidden = products.slice(0, Math.ceil(products.length / 2))
  await test.step('half the menu disappears: the sync stops, one product is approved, the others are refused', async () => {
    for (const { sourceId } of hidden) await changeAtPos(vendor, { storeKey, sourceId, kind: 'deactivate' })
    await startSync(page, id, 'Sync everything', 'Stopped before anything was written')
    await expect(page.getByRole('list', { name: 'Against the limits' })).toContainText('over the limit')
    await page.getByLabel('Search changes').fill(hidden[0]?.name ?? '')
    await stateOf(hidden[0]?.name ?? '')
      .getByRole('checkbox')
      .first()
      .click()
    await page.getByRole('button', { name: 'Approve selected' }).click()
    await expect(approved).toHaveText('1 change was approved', { timeout: 45_000 })
    await expect(table.getByText('Written')).toHaveCount(1, { timeout: 45_000 })
    await page.getByLabel('Search changes').fill(hidden[1]?.name ?? '')
    await expect(stateOf(hidden[1]?.name ?? '').getByText('Refused')).toBeVisible()
    await page.goto(`/connections/${id}`)
    await expect(page.getByRole('region', { name: 'Refused versions' })).toBeVisible()
  })

  const [first, second] = products.slice(-2)
  if (!first || !second) throw new Error('the store has too few products')
  await test.step('two prices are tried without writing, and one of them is written', async () => {
    for (const { sourceId } of [first, second])
      await changeAtPos(vendor, { storeKey, sourceId, kind: 'price' })
    await startSync(page, id, 'Try without writing', 'Tried without writing')
    await page.getByLabel('Search changes').fill(first.name)
    await stateOf(first.name).getByRole('checkbox').first().click()
    await page.getByRole('button', { name: 'Approve selected' }).click()
    await expect(approved).toHaveText('1 change was approved', { timeout: 45_000 })
    await expect(stateOf(first.name).getByText('Written')).toBeVisible({ timeout: 45_000 })
    await page.getByLabel('Search changes').fill(second.name)
    await expect(stateOf(second.name).getByText('Not written')).toBeVisible()
  })

  await test.step('what it wrote is undone, after it was shown', async () => {
    await page.getByRole('button', { name: 'Undo this sync…' }).click()
    await expect(page.getByRole('heading', { name: 'This is what undoing would write' })).toBeVisible({
      timeout: 45_000,
    })
    await expect(stateOf(first.name)).toContainText(`$${((first.priceMinor ?? 0) / 100).toFixed(2)}`)
    await page.getByRole('button', { name: 'Undo all' }).click()
    await page.getByRole('button', { name: 'Undo 1 change' }).click()
    await expect(approved).toHaveText('1 change was approved', { timeout: 45_000 })
    await expect(stateOf(first.name).getByText('Written')).toBeVisible({ timeout: 45_000 })
  })
})
