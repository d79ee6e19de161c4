import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compressScripts } from '../pages/compress.ts'
import { projectFolder } from './options.ts'
import { StartProblem } from './problem.ts'
import { tailOf } from './tail.ts'

const stampFile = join(projectFolder, '.next', 'built-from')

/** What the built app depends on. */
const SOURCES = [
  'src',
  'public',
  'prisma/schema.prisma',
  'package-lock.json',
  'next.config.mjs',
  'postcss.config.mjs',
]

function* filesOf(path: string): Generator<string> {
  const full = join(projectFolder, path)
  if (!existsSync(full)) return
  const entries = readdirSync(full, { withFileTypes: true, recursive: true })
  for (const entry of entries) if (entry.isFile()) yield join(entry.parentPath, entry.name)
}

/** A fingerprint of the sources: names and contents, so that neither a checkout nor a touched file means a build. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((path) =>
    /\.\w+$/.test(path) ? [join(projectFolder, path)] : [...filesOf(path)],
  )
  for (const file of files.filter((name) => existsSync(name) && !/\.test\.tsx?$/.test(name)).sort()) {
    hash.update(file.slice(projectFolder.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Whether `.next` was built from the sources as they are now. */
export function isBuildFresh(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint()
}

/**
 * Builds the web app, and compresses what it sends. The mark of a finished build is written last, so an interrupted one counts as none.
 * @throws StartProblem with the end of the log
 */
export async function build(logFile: string, signal: AbortSignal): Promise<void> {
  const built = fingerprint()
  rmSync(stampFile, { force: true })
  const log = createWriteStream(logFile)
  const child = spawn(process.execPath, [join(projectFolder, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches us alone; the signal below ends the build.
    detached: true,
    signal,
  })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  await new Promise((resolve) => log.end(resolve))
  signal.throwIfAborted()
  if (code !== 0)
    throw new StartProblem(`The web app does not build. The end of ${logFile}:\n${tailOf(logFile, 15)}`)
  await compressScripts(join(projectFolder, '.next'))
  writeFileSync(stampFile, built)
}
