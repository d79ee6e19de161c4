import { AxeBuilder } from '@axe-core/playwright'
import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'

const pages = [
  '/',
  '/connections',
  '/connections/new',
  '/connections/new?vendor=treez&step=credentials',
  '/connections/new?vendor=shopify&step=credentials&problem=denied',
  '/runs',
  '/catalogue',
  '/orders',
  '/customers',
  '/stores',
  '/members',
  '/account',
  '/simulators',
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('no page breaks a rule of accessibility or scrolls sideways', async ({ page }) => {
      test.slow()
      const connection = await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
      const details = ['overview', 'runs', 'issues', 'settings'].map(
        (tab) => `/connections/${connection.id}?tab=${tab}`,
      )
      const problems: string[] = []
      for (const path of [...pages, ...details]) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
        const { violations } = await new AxeBuilder({ page }).analyze()
        for (const { id, nodes } of violations) {
          problems.push(`${path}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
        }
        await page.setViewportSize({ width: 390, height: 844 })
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (overflow > 0) problems.push(`${path}: scrolls ${overflow} px sideways at 390 px`)
        await page.setViewportSize({ width: 1280, height: 800 })
      }
      expect(problems).toEqual([])
    })
  })
}
