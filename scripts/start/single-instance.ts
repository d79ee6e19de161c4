import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { StartProblem } from './problem.ts'

/** Whether a start answers at a port, and for this folder: a number in a file alone could be anybody's by now. */
function answersFor(folder: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(text === folder))
  })
}

/**
 * Makes sure that one start at a time uses a data folder, for two would fight over its database.
 * @throws StartProblem when another one runs
 */
export async function claimDataFolder(folder: string, address: string): Promise<AsyncDisposable> {
  const file = join(folder, 'running.json')
  try {
    const other: { port: number; pid: number; address: string } = JSON.parse(readFileSync(file, 'utf8'))
    if (await answersFor(folder, other.port)) {
      throw new StartProblem(
        `Cairn already runs from this folder (process ${other.pid}). Open ${other.address}, or stop that one first.`,
      )
    }
  } catch (error) {
    // No file, or half a file: nobody runs.
    if (error instanceof StartProblem) throw error
  }
  const server = createServer((socket) => socket.end(folder).on('error', () => undefined))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' ? bound?.port : undefined
  writeFileSync(file, JSON.stringify({ port, pid: process.pid, address }))
  return {
    async [Symbol.asyncDispose]() {
      rmSync(file, { force: true })
      server.close()
    },
  }
}
