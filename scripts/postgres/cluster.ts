import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Home } from './home.ts'

/** A cluster's files: `data` is PostgreSQL's own folder, `password` belongs to its user `cairn`. */
export type Cluster = { data: string; password: string; created: boolean }

/**
 * Makes the cluster of a home, or finds the one made earlier.
 * A half-made one cannot be mistaken for a whole one: it gets its name only when initdb has ended well.
 * @throws Error with what initdb said, or when the files belong to another version of PostgreSQL
 */
export function prepareCluster(home: Home): Cluster {
  const data = join(home.folder, 'data')
  const passwordFile = join(home.folder, 'password')
  checkOwner(home, home.folder)
  if (existsSync(data)) {
    checkOwner(home, data)
    checkVersion(home, data)
    return { data, password: readFileSync(passwordFile, 'utf8').trim(), created: false }
  }
  const unfinished = `${data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (home.account) chownSync(passwordFile, home.account.uid, home.account.gid)
  const made = spawnSync(
    home.binaries.initdb,
    [
      `--pgdata=${unfinished}`,
      '--username=cairn',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Names sort as people expect, whatever locales the machine has.
      '--no-locale',
      '--locale-provider=icu',
      '--icu-locale=en',
    ],
    { cwd: home.folder, uid: home.account?.uid, gid: home.account?.gid, encoding: 'utf8' },
  )
  if (made.status !== 0) {
    throw new Error(`PostgreSQL could not set up ${unfinished}: ${made.error?.message ?? made.stderr.trim()}`)
  }
  renameSync(unfinished, data)
  return { data, password, created: true }
}

/** Someone else's files must not look like damaged ones: "delete them" would be bad advice. */
function checkOwner(home: Home, path: string): void {
  const wanted = home.account?.uid ?? process.getuid?.()
  const { uid } = statSync(path)
  // Windows has no such numbers.
  if (wanted === undefined || uid === wanted) return
  const name = home.account?.name ?? userInfo().username
  throw new Error(
    `${path} belongs to another user (uid ${uid}), probably because Cairn was started by somebody else before. Start it as that user, or give the files to ${name}: chown -R ${name} ${home.folder}`,
  )
}

function checkVersion(home: Home, data: string): void {
  const file = join(data, 'PG_VERSION')
  if (!existsSync(file)) {
    throw new Error(
      `${data} is not a PostgreSQL data folder (PG_VERSION is missing). Restore it from a backup, or delete ${home.folder} to start with an empty database.`,
    )
  }
  const made = readFileSync(file, 'utf8').trim()
  const { stdout } = spawnSync(home.binaries.postgres, ['--version'], { encoding: 'utf8' })
  const installed = /(\d+)\./.exec(stdout ?? '')?.[1]
  if (installed !== undefined && installed !== made) {
    throw new Error(
      `${data} was made by PostgreSQL ${made}, and PostgreSQL ${installed} is installed. Go back to the version of Cairn that made it, or delete ${home.folder} to start with an empty database.`,
    )
  }
}
