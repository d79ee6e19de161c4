import { expect, test } from './fixtures.ts'
import { changeAtPos, ledgerOf } from './simulator.ts'

test('a store is connected in the browser, its catalogue is complete, and a change at the POS arrives', async ({
  page,
}) => {
  await page.goto('/connections/new')
  await page.getByRole('button', { name: /^Treez/ }).click()

  await test.step('a wrong key is refused with cause and cure', async () => {
    await page.getByRole('main').getByRole('combobox', { name: 'Store', exact: true }).click()
    await page.getByRole('option', { name: 'Harbor' }).click()
    await page.getByLabel('Name of the connection').fill('Harbor front counter')
    await page.getByLabel('Dispensary name').fill('harbor')
    await page.getByLabel('Client id').fill(' cairn-demo ')
    await page.getByLabel('API key', { exact: true }).fill('not-the-right-key')
    await page.getByRole('button', { name: 'Save and check' }).click()
    const check = page.getByRole('list', { name: 'Connection check' })
    await expect(check.getByRole('listitem').filter({ hasText: 'Sign in' })).toContainText('Failed')
    await expect(check.getByRole('listitem').filter({ hasText: 'Read products' })).toContainText('Not tried')
    await expect(check).toContainText('did not accept the sign-in')
  })

  await test.step('the right key passes every step', async () => {
    await page.getByRole('button', { name: 'Change credentials' }).click()
    await expect(page.getByLabel('API key', { exact: true })).toHaveValue('')
    await page.getByLabel('API key', { exact: true }).fill('demo-key-harbor')
    await page.getByRole('button', { name: 'Save and check' }).click()
    await page.getByRole('button', { name: 'Choose what to sync' }).click()
  })

  await test.step('the first sync shows its progress, also after a reload and in a second window', async () => {
    await page.getByRole('button', { name: 'Start first sync' }).click()
    await expect(page.getByRole('heading', { name: 'First sync' })).toBeVisible()
    await page.reload()
    const second = await page.context().newPage()
    await second.goto(page.url())
    for (const window of [page, second]) {
      await expect(window.getByText(/records read in/)).toBeVisible({ timeout: 60_000 })
    }
    await second.close()
  })

  const ledger = await ledgerOf('treez', 'harbor')
  await test.step('the catalogue has as many products as the POS', async () => {
    await page.getByRole('link', { name: 'Open the catalogue' }).click()
    await expect(page.getByRole('navigation', { name: 'Pages of products' })).toContainText(
      `of ${ledger.length} products`,
    )
  })

  await test.step('a product renamed at the POS is renamed here after the next sync', async () => {
    const product = ledger.find(({ menuTitle }) => menuTitle !== null)
    if (!product) throw new Error('the store has no product with a menu title')
    const { after } = await changeAtPos('treez', {
      storeKey: 'harbor',
      sourceId: product.sourceId,
      kind: 'rename',
    })
    await page.goto('/connections')
    await page.getByRole('link', { name: 'Harbor front counter' }).click()
    await page.getByRole('button', { name: 'Sync now' }).click()
    await expect(page.getByText(/records read in/)).toBeVisible({ timeout: 60_000 })
    await page.goto(`/catalogue?q=${encodeURIComponent(after ?? '')}`)
    await expect(page.getByRole('table', { name: 'Products' })).toContainText(after ?? '')
  })
})
