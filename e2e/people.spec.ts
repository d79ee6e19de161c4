import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'
import { type LedgerPeople, peopleOf } from './simulator.ts'

/** A customer with an e-mail address nobody else has, and one of their orders. */
function somebodyWithAnOrder({ customers, orders }: LedgerPeople, skip = 0) {
  const found = customers.flatMap((customer) => {
    const order = orders.find(({ customerSourceId }) => customerSourceId === customer.sourceId)
    return customer.email !== null && order ? [{ ...customer, email: customer.email, order }] : []
  })[skip]
  if (!found) throw new Error('nobody of the store has both an address and an order')
  return found
}

/** A head and what was found: one row for each connection other tests have made to the same pretend store. */
const fewRows = 5

test.beforeEach(async ({ page }) => {
  await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
})

test('an order is found by its number and leads to its customer, whose history tells how they came', async ({
  page,
}) => {
  const { name, order } = somebodyWithAnOrder(await peopleOf('treez', 'harbor'))
  await page.goto('/orders')
  await page.getByRole('searchbox').fill(order.number)
  const table = page.getByRole('table', { name: 'Orders' })
  await expect.poll(() => table.getByRole('row').count()).toBeLessThan(fewRows)
  await expect(page).toHaveURL(new RegExp(`q=${order.number}`))
  const total = (order.totalMinor / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' })
  await expect(table).toContainText(total)
  await table.getByRole('link').first().click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText(total)
  await sheet.getByRole('link', { name: /^\S+ \S\.$/ }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText('Came in')).toBeVisible()
})

test('a customer is found by the whole e-mail address, which no address bar shows, and can be erased', async ({
  page,
}) => {
  const { name, email } = somebodyWithAnOrder(await peopleOf('treez', 'harbor'), 1)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/customers')
  await page.getByRole('searchbox').fill(email)
  const table = page.getByRole('table', { name: 'Customers' })
  await expect.poll(() => table.getByRole('row').count()).toBeLessThan(fewRows)
  await expect(table).not.toContainText(email)
  expect([page.url(), ...asked].join(' ')).not.toMatch(new RegExp(encodeURIComponent(email), 'i'))

  await table.getByRole('link').first().click()
  const sheet = page.getByRole('dialog', { name })
  await expect(sheet).toContainText(email)
  await sheet.getByRole('button', { name: 'Erase customer' }).click()
  const question = page.getByRole('dialog', { name: 'Erase this customer?' })
  await question.getByLabel(/to confirm/).fill('erase')
  await question.getByRole('button', { name: 'Erase customer' }).click()
  await expect(page.getByText('This person was erased')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('dialog', { name: 'Erased customer' })).toBeVisible()
  await expect(page.getByText(email)).toHaveCount(0)
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('sees orders but neither customers nor who ordered', async ({ page }) => {
    await page.goto('/customers')
    await expect(page).toHaveURL(/no-access/)
    await page.goto('/orders')
    await page.getByRole('table', { name: 'Orders' }).getByRole('link').first().click()
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByText('Status at the POS')).toBeVisible()
    await expect(sheet.getByText('Customer', { exact: true })).toHaveCount(0)
  })
})
