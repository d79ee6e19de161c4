import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { type Account, chooseAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'

/** Where a server's files and programs lie, and who runs them. */
export type Home = { folder: string; binaries: Binaries; account: Account | undefined; moved: boolean }

/** Whether the account can run a program; asking the system is the surest test. */
function canRun(account: Account, program: string, args: string[]): boolean {
  return spawnSync(program, args, { cwd: '/', uid: account.uid, gid: account.gid }).status === 0
}

function ownedFolder(folder: string, account: Account | undefined): string {
  mkdirSync(folder, { recursive: true })
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

/** Puts the programs where the account can run them; a new version of the package replaces them. */
function copyBinaries(binaries: Binaries, target: string): Binaries {
  const stamp = join(target, 'copied-from')
  const version = readFileSync(join(binaries.folder, '..', 'package.json'), 'utf8')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    const unfinished = `${target}.new`
    rmSync(unfinished, { recursive: true, force: true })
    cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(unfinished, 'copied-from'), version)
    rmSync(target, { recursive: true, force: true })
    renameSync(unfinished, target)
  }
  const at = (program: string) => join(target, 'bin', basename(program))
  return {
    folder: target,
    initdb: at(binaries.initdb),
    postgres: at(binaries.postgres),
    pgCtl: at(binaries.pgCtl),
  }
}

/**
 * Finds a place for a server that its account can enter: `wished`, or else a folder under /var/lib/cairn,
 * which is where it ends when root works in a folder that nobody else may enter.
 * @param wished absolute folder for the server's files; created when missing
 */
export async function findHome(wished: string): Promise<Home> {
  const binaries = await findBinaries()
  const account = chooseAccount(statSync(wished, { throwIfNoEntry: false })?.uid)
  const folder = ownedFolder(wished, account)
  if (!account) return { folder, binaries, account, moved: false }

  const programsReachable = canRun(account, binaries.initdb, ['--version'])
  const folderReachable = canRun(account, '/bin/sh', ['-c', 'cd "$0"', folder])
  const base = join('/var/lib/cairn', createHash('sha256').update(wished).digest('hex').slice(0, 12))
  if (!programsReachable || !folderReachable) mkdirSync(base, { recursive: true, mode: 0o755 })
  return {
    folder: folderReachable ? folder : ownedFolder(join(base, 'postgres'), account),
    binaries: programsReachable ? binaries : copyBinaries(binaries, join(base, 'native')),
    account,
    moved: !folderReachable,
  }
}
