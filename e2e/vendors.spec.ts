import { query, waitForRun } from './connect-store.ts'
import { expect, test } from './fixtures.ts'
import { ledgerOf, pretendVendors, resetVendor, setFaults } from './simulator.ts'

type Manifest = {
  id: string
  name: string
  signInMethods: { id: string; label: string; fields: { name: string; label: string }[] }[]
}
type Row = { minPriceMinor: number | null; quantity: string; variantCount: number }

const products = 60

for (const { vendor, signIn, stores } of await pretendVendors()) {
  test(`${vendor} is connected in the browser, synced, and equal to what the store holds, also through faults`, async ({
    page,
  }) => {
    // Some POS allow so few calls that a sync mostly waits.
    test.setTimeout(180_000)
    await resetVendor(vendor, products)
    await page.goto('/connections/new')
    const { vendors } = await query<{ vendors: Manifest[] }>(page, 'vendors.list', undefined)
    const manifest = vendors.find(({ id }) => id === vendor)
    const method = manifest?.signInMethods.find(({ id }) => id === signIn.method)
    if (!manifest || !method) throw new Error(`nothing is known of ${vendor} and ${signIn.method}`)

    const name = `Every POS: ${manifest.name}`
    await test.step('connect', async () => {
      await page.getByRole('button', { name: new RegExp(`^${manifest.name}`) }).click()
      await page.getByRole('main').getByRole('combobox', { name: 'Store', exact: true }).click()
      await page.getByRole('option', { name: 'Pine Street' }).click()
      await page.getByLabel('Name of the connection').fill(name)
      if (manifest.signInMethods.length > 1) await page.getByRole('radio', { name: method.label }).click()
      for (const { name: field, label } of method.fields) {
        const value = signIn.fields[field]
        if (value !== undefined && value !== '') await page.getByLabel(label, { exact: true }).fill(value)
      }
      await page.getByRole('button', { name: 'Save and check' }).click()
      await page.getByRole('button', { name: 'Choose what to sync' }).click({ timeout: 30_000 })
      await page.getByRole('button', { name: 'Start first sync' }).click()
      await expect(page.getByText(/records read in/)).toBeVisible({ timeout: 120_000 })
    })

    const connections = await query<{ id: string; name: string }[]>(page, 'connections.list', {})
    const connectionId = connections.find((connection) => connection.name === name)?.id
    const expectLedger = async () => {
      const { rows, total } = await query<{ rows: Row[]; total: number }>(page, 'catalog.list', {
        connectionId,
        pageSize: 200,
      })
      const ledger = await ledgerOf(vendor, stores[0]?.key ?? '')
      expect(total).toBe(ledger.length)
      const sum = (quantities: number[]) => quantities.reduce((a, b) => a + b, 0)
      expect(sum(rows.map(({ quantity }) => Number(quantity)))).toBeCloseTo(
        sum(ledger.map(({ quantity }) => quantity)),
        4,
      )
      const flat = (prices: (number | null)[]) => prices.filter((price) => price !== null).sort()
      const priced = flat(rows.map(({ minPriceMinor }) => minPriceMinor))
      for (const price of flat(ledger.map(({ priceMinor }) => priceMinor))) expect(priced).toContain(price)
    }
    await test.step('the catalogue on the screen is the store’s', async () => {
      await page.getByRole('link', { name: 'Open the catalogue' }).click()
      const { length } = await ledgerOf(vendor, stores[0]?.key ?? '')
      await expect(page.getByRole('navigation', { name: 'Pages of products' })).toContainText(
        `of ${length} products`,
      )
      await expectLedger()
    })

    await test.step('a sync through a failing line ends equal too', async () => {
      await setFaults(vendor, { serverErrorRate: 0.05, rateLimitRate: 0.05, truncateRate: 0.03 })
      await page.goto(`/connections/${connectionId}`)
      await page.getByRole('button', { name: 'Sync now' }).click()
      await expect(page).toHaveURL(/\/syncs?\/|\/runs?\//)
      const runId = page
        .url()
        .split(/[/?]/)
        .find((part) => /^[0-9a-f-]{36}$/.test(part) && part !== connectionId)
      await waitForRun(page, runId ?? '')
      await setFaults(vendor, { serverErrorRate: 0, rateLimitRate: 0, truncateRate: 0 })
      await expectLedger()
    })
  })
}
