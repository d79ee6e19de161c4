import { type Browser, chromium, type Page } from '@playwright/test'
import { demoPassword, demoPeople } from '#scripts/seed/demo-data.ts'
import { findBrowser } from '#scripts/test/browser.ts'

const budget = 200_000
/** An empty list has no rows to wait for. */
const listMs = 10_000
/** What is fetched while nothing else goes on has come by then. */
const restMs = 2500
/** Lists whose first row leads to a page of its own. */
const details = ['/connections', '/runs', '/notices', '/catalogue', '/orders', '/customers', '/stores']
const others = [
  '/',
  '/connections/new',
  '/queue',
  '/review',
  '/workers',
  '/members',
  '/account',
  '/simulators',
  '/stores/new',
  '/no-access',
  '/nothing-here',
]

type Measured = { path: string; atFirst: number; later: number; largestPaint: number; shift: number }

/**
 * Measures the pages of a running demo in a browser without a cache: the scripts as they came over the network until the
 * page had loaded, those fetched afterwards, the largest paint and how much the layout shifted.
 * @param args address of the demo; http://localhost:3000 when absent
 */
export async function benchPages([address = 'http://localhost:3000']: string[]): Promise<void> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const measured: Measured[] = [await measure(await pageOf(browser, address), '/sign-in')]
    const page = await signedIn(browser, address)
    for (const path of [...others, ...details]) measured.push(await measure(page, path))
    for (const path of details) {
      await page.goto(path)
      const row = page.locator('tbody a[href]').first()
      const found = await row.getAttribute('href', { timeout: listMs }).catch(() => null)
      if (found !== null) measured.push(await measure(page, found))
    }
    report(measured)
  } finally {
    await browser.close()
  }
}

async function pageOf(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } })
  return context.newPage()
}

async function signedIn(browser: Browser, address: string): Promise<Page> {
  const owner = demoPeople.find(({ role }) => role === 'owner')
  if (!owner) throw new Error('the demo has no owner')
  const page = await pageOf(browser, address)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword('owner'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation').first().waitFor()
  return page
}

async function measure(page: Page, path: string): Promise<Measured> {
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  const sizes = { atFirst: 0, later: 0 }
  let loaded = false
  client.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || response.mimeType.endsWith('javascript')) scripts.add(requestId)
  })
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) sizes[loaded ? 'later' : 'atFirst'] += encodedDataLength
  })
  await page.goto(path, { waitUntil: 'load' })
  loaded = true
  await page.waitForTimeout(restMs)
  const painted = await page.evaluate(paints)
  await client.detach()
  return { path, ...sizes, ...painted }
}

/** Runs in the page. */
async function paints(): Promise<{ largestPaint: number; shift: number }> {
  const read = (type: string) =>
    new Promise<PerformanceEntry[]>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true })
      setTimeout(() => resolve([]), 200)
    })
  const largest = await read('largest-contentful-paint')
  const shifts = await read('layout-shift')
  return {
    largestPaint: largest.at(-1)?.startTime ?? Number.NaN,
    shift: shifts.reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0),
  }
}

function report(measured: readonly Measured[]): void {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1).padStart(10)
  console.log(`${'page'.padEnd(30)}  kB first  kB later    LCP ms     shift`)
  for (const { path, atFirst, later, largestPaint, shift } of measured) {
    const name = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '[id]').padEnd(30)
    console.log(
      `${name}${kilobytes(atFirst)}${kilobytes(later)}${largestPaint.toFixed(0).padStart(10)}${shift.toFixed(3).padStart(10)}`,
    )
  }
  const over = measured.filter(({ atFirst }) => atFirst > budget).length
  const most = Math.max(...measured.map(({ atFirst }) => atFirst))
  console.log(
    `${measured.length} pages, ${over} over ${budget / 1000} kB, the heaviest ${(most / 1000).toFixed(1)} kB`,
  )
}
