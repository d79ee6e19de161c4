import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The user PostgreSQL runs as, when that isn't the one who started us. */
export type Account = { name: string; uid: number; gid: number }

function lookUp(name: string): Account | undefined {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([user]) => user === name)
  return entry && { name, uid: Number(entry[2]), gid: Number(entry[3]) }
}

/**
 * PostgreSQL refuses to run as root. As root this gives the user `postgres`, made when missing,
 * or `nobody` where users cannot be made; for everybody else undefined: run it as yourself.
 */
export function chooseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = lookUp('postgres')
  if (existing) return existing
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ])
  const account = lookUp('postgres') ?? lookUp('nobody')
  if (!account) throw new Error('PostgreSQL refuses to run as root, and there is no other user to run it as.')
  return account
}
