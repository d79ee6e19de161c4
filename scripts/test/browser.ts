import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const USUAL_PLACES = [
  // Chromium without a screen: a third less to compute than the whole browser on a machine without a graphics card.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const DOWNLOAD_TIMEOUT_MS = 180_000

/** A browser that is there but misses system libraries says so by failing this. */
const runs = (path: string) => existsSync(path) && spawnSync(path, ['--version']).status === 0

function firstThatRuns(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  return [...(named ? [named] : []), ...USUAL_PLACES, chromium.executablePath()].find(runs)
}

/**
 * Finds a Chromium, or installs one: Playwright's own where it can be downloaded, else as root Debian's package.
 * @returns path of a program that runs
 * @throws Error saying what to install when nothing worked
 */
export function findBrowser(): string {
  const present = firstThatRuns()
  if (present) return present
  console.log('No Chromium here; installing one …')
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: DOWNLOAD_TIMEOUT_MS })
  const downloaded = firstThatRuns()
  if (downloaded) return downloaded
  if (process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env })
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell'], {
      stdio: 'inherit',
      env,
    })
  }
  const installed = firstThatRuns()
  if (installed) return installed
  throw new Error('No Chromium could be found or installed. Install one and set CHROMIUM_PATH to it.')
}
