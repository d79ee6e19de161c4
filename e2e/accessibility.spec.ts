import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { connectedStore } from './connect-store.ts'
import { expect, test } from './fixtures.ts'

/** By area: each is a test, and they share the machine's cores. */
const areas = {
  'of setting up': [
    '/connections',
    '/connections/new',
    '/connections/new?vendor=treez&step=credentials',
    '/connections/new?vendor=shopify&step=credentials&problem=denied',
    '/simulators',
  ],
  'of operations': [
    '/',
    '/runs',
    '/runs?tab=schedules',
    '/queue',
    '/workers',
    '/notices',
    '/notices?tab=reach',
  ],
  'of the catalogue': ['/catalogue', '/review', '/orders', '/customers'],
  'of the organisation': ['/stores', '/members', '/account'],
}

const tabsOfAConnection = ['overview', 'runs', 'notices', 'issues', 'history', 'settings']

/** What can differ between the themes: all else is the same page. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

test.describe.configure({ mode: 'parallel', timeout: 300_000 })

for (const [area, paths] of Object.entries(areas)) {
  test(`no page ${area} breaks a rule of accessibility in either theme, its own policy, or scrolls sideways`, async ({
    page,
  }) => {
    expect(await problemsOf(page, paths)).toEqual([])
  })
}

test('no tab of a connection breaks a rule of accessibility in either theme, its own policy, or scrolls sideways', async ({
  page,
}) => {
  const { id } = await connectedStore(page, { storeName: 'Harbor', dispensary: 'harbor' })
  const paths = tabsOfAConnection.map((tab) => `/connections/${id}?tab=${tab}`)
  expect(await problemsOf(page, paths)).toEqual([])
})

async function problemsOf(page: Page, paths: string[]): Promise<string[]> {
  const problems: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(`${page.url()}: ${message.text()}`)
  })
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('main').getByRole('status', { name: 'Loading' })).toHaveCount(0)
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
    for (const theme of ['light', 'dark'] as const) {
      for (const broken of await brokenRules(page, theme)) problems.push(`${path}, ${theme}: ${broken}`)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    // A chart takes a moment to become narrow.
    await expect
      .soft(page.locator('html'), `${path} does not scroll sideways at 390 px`)
      .toHaveJSProperty('scrollWidth', 390)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  return problems
}

/** Each as "rule at selectors of the elements". */
async function brokenRules(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /dark/ : /^(?!.*dark)/)
  // Of what passes one node a rule is described instead of all: most of the time went into that.
  // Rows of a table are alike after the first few. The pages have no frames, which the legacy mode cannot look into.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false })
    .setLegacyMode(true)
    .exclude('tbody tr:nth-child(n+5)')
  const { violations } = await (theme === 'dark' ? axe.withRules(rulesOfColour) : axe).analyze()
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}
