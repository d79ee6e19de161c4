import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Server, startServer } from '#scripts/postgres/server.ts'

/** A PostgreSQL of our own, with its usual durability, that can be ended as if the machine had lost its power. */
export type CrashableDatabase = {
  /** Of the server that runs now; another after each crash. */
  port(): number
  /** @param port where to reach it; its own when absent */
  url(port?: number): string
  /** `pg_ctl stop -m immediate`: no goodbye to anybody, recovery from the log at the next start. */
  crash(): Promise<void>
  comeBack(): Promise<void>
  /** Ends it and deletes its files. */
  stop(): Promise<void>
}

const settings = ['max_connections=200']

export async function startCrashableDatabase(): Promise<CrashableDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-chaos-'))
  let server: Server = await startServer(folder, settings)
  const address = () => new URL(server.url('postgres'))
  return {
    port: () => Number(address().port),
    url(port) {
      const url = address()
      if (port !== undefined) url.port = String(port)
      return url.href
    },
    async crash() {
      const { binaries, account, folder: cwd } = server.home
      const args = ['stop', '-D', join(cwd, 'data'), '-m', 'immediate', '-w', '-s']
      await promisify(execFile)(binaries.pgCtl, args, { cwd, uid: account?.uid, gid: account?.gid })
      await server.ended
    },
    async comeBack() {
      server = await startServer(folder, settings)
    },
    async stop() {
      await server.stop()
      rmSync(server.home.folder, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
