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
  '/runs?tab=schedules',
  '/queue',
  '/workers',
  '/notices',
  '/notices?tab=reach',
  '/catalogue',
  '/review',
  '/orders',
  '/customers',
  '/stores',
  '/members',
  '/account',
  '/simulators',
]

/** What can differ between the themes: all else is the same page. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

test('no page breaks a rule of accessibility in either theme, its own policy, or scrolls sideways', async ({
  page,
}) => {
  test.setTimeout(600_000)
  const connection = await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
  const details = ['overview', 'runs', 'notices', 'issues', 'history', 'settings'].map(
    (tab) => `/connections/${connection.id}?tab=${tab}`,
  )
  const problems: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(`${page.url()}: ${message.text()}`)
  })
  const check = async (path: string, theme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /dark/ : /^(?!.*dark)/)
    // Of what passes one node a rule is described instead of all: most of the time went into that.
    // Rows of a table are alike after the first few. The pages have no frames, which the legacy mode cannot look into.
    const axe = new AxeBuilder({ page })
      .options({ resultTypes: ['violations'], preload: false })
      .setLegacyMode(true)
      .exclude('tbody tr:nth-child(n+5)')
    const { violations } = await (theme === 'dark' ? axe.withRules(rulesOfColour) : axe).analyze()
    for (const { id, nodes } of violations) {
      const targets = nodes.map(({ target }) => target.join(' ')).join(', ')
      problems.push(`${path}, ${theme}: ${id} at ${targets}`)
    }
  }
  for (const path of [...pages, ...details]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
    await check(path, 'light')
    await check(path, 'dark')
    await page.setViewportSize({ width: 390, height: 844 })
    // A chart takes a moment to become narrow.
    await expect
      .soft(page.locator('html'), `${path} does not scroll sideways at 390 px`)
      .toHaveJSProperty('scrollWidth', 390)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  expect(problems).toEqual([])
})
