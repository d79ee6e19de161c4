import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The user PostgreSQL runs as, when that isn't the one who started us. */
export type Account = { name: string; uid: number; gid: number }

function lookUp(isWanted: (account: Account) => boolean): Account | undefined {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  return accounts.find(isWanted)
}

const named = (name: string) => lookUp((account) => account.name === name)

/**
 * PostgreSQL refuses to run as root. As root this gives the user whose files are already there, else the user
 * `postgres`, made when missing, or `nobody` where users cannot be made. For everybody else it gives undefined:
 * run it as yourself.
 * @param ownerId uid of the owner of an existing folder for the data
 */
export function chooseAccount(ownerId: number | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = ownerId ? lookUp(({ uid }) => uid === ownerId) : undefined
  const existing = owner ?? named('postgres')
  if (existing) return existing
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ])
  const account = named('postgres') ?? named('nobody')
  if (!account) throw new Error('PostgreSQL refuses to run as root, and there is no other user to run it as.')
  return account
}
