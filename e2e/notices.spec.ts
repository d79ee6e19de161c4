import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'
import { changeAtPos, ledgerOf, subscribeToNotices } from './simulator.ts'

test('a change at the POS comes as a notice, shows what it changed, and is replayed; a test delivery tries the line', async ({
  page,
}) => {
  const [vendor, storeKey] = ['treez', 'harbor']
  const { id } = await connectedStore(page, { storeName: 'Harbor', dispensary: storeKey })

  const { address, secret } = await test.step('the line is set up by hand, and tried', async () => {
    await page.goto(`/connections/${id}?tab=notices`)
    const setUp = page.getByRole('region', { name: 'How notices reach Cairn' })
    await setUp.getByRole('button', { name: 'Show token' }).click()
    const shown = (button: string) =>
      setUp
        .getByRole('definition')
        .filter({ has: page.getByRole('button', { name: button }) })
        .locator('code')
    await expect(shown('Replace')).toHaveText(/^[\w-]{40,}$/)
    await setUp.getByRole('button', { name: 'Send a test delivery' }).click()
    await expect(setUp.getByRole('status')).toContainText('It came in')
    const [shownAddress, token] = [shown('Copy address'), shown('Replace')]
    return { address: (await shownAddress.textContent()) ?? '', secret: (await token.textContent()) ?? '' }
  })

  const product = (await ledgerOf(vendor, storeKey)).find(({ priceMinor }) => priceMinor !== null)
  if (!product) throw new Error('the store has no product with a price')
  await test.step('a price changed at the POS is in the inbox, with what it changed', async () => {
    await subscribeToNotices(vendor, { storeKey, address, secret, topics: ['PRODUCT'] })
    await changeAtPos(vendor, { storeKey, sourceId: product.sourceId, kind: 'price' })
    await page.goto(`/notices?q=${product.sourceId}`)
    const row = page.getByRole('table', { name: 'Notices' }).getByRole('row').filter({ hasText: 'PRODUCT' })
    await expect(row.filter({ hasText: 'Applied' })).toHaveCount(1, { timeout: 20_000 })
    await row.getByRole('link').first().click()
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByText(/price/i).first()).toBeVisible()
    await sheet.getByRole('tab', { name: 'As it came in' }).click()
    await expect(sheet.getByRole('region', { name: 'Body of the notice' })).toContainText(product.sourceId)
    await expect(sheet).not.toContainText(secret)
    await sheet.getByRole('tab', { name: 'What came of it' }).click()
  })

  await test.step('it is replayed, which changes nothing more', async () => {
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: 'Replay' }).click()
    await page.getByRole('button', { name: 'Replay 1 delivery' }).click()
    await expect(sheet.getByText('Replayed 1 delivery')).toBeVisible({ timeout: 20_000 })
    await expect(sheet.getByText(/nothing new 1/)).toBeVisible()
    await sheet
      .getByRole('link', { name: new RegExp(/./) })
      .filter({ hasText: /ago|just now/ })
      .first()
      .click()
    await expect(page.getByText('Replay asked for')).toBeVisible()
  })
})
