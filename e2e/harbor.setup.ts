import { connectedStore } from './connect-store.ts'
import { test } from './fixtures.ts'

test('the store most tests look at is connected', async ({ page }) => {
  await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
})
