import { defineConfig } from '@playwright/test'

/** `npm run test:e2e` starts a stack of its own and gives its addresses and the browser it found in these variables. */
const { E2E_BASE_URL, CHROMIUM_PATH } = process.env

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 3,
  fullyParallel: false,
  // One stack, one set of simulators. The tests of screens share a store that they only look at; what a test changes is
  // its own. Each vendor's test begins with an untouched world, so it comes after them, and mostly waits for a POS that
  // allows few calls.
  projects: [
    { name: 'set-up', testMatch: 'harbor.setup.ts' },
    {
      name: 'screens',
      testIgnore: ['harbor.setup.ts', 'vendors.spec.ts'],
      workers: 2,
      dependencies: ['set-up'],
    },
    { name: 'vendors', testMatch: 'vendors.spec.ts', fullyParallel: true, dependencies: ['screens'] },
  ],
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['E2E_REPORT']
    ? [['list'], ['json', { outputFile: process.env['E2E_REPORT'] }]]
    : 'list',
  use: {
    baseURL: E2E_BASE_URL ?? 'http://localhost:3000',
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
    viewport: { width: 1280, height: 800 },
    // A trace films every page: with it the tests took a third longer. `-- --trace on` makes one where it is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      // Root, in a container without a graphics card, is where most of these runs happen.
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
})
