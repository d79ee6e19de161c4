import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { createLineWriter } from './bulk-lines.ts'
import { gid, numberOf, time } from './dialect.ts'

const dayMs = 86_400_000
const fileDays = 7
/** Queries of one app in one shop at once, as of 2026-01. */
export const mostAtOnce = 5

type Status = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED'

/** What a slice of a query was answered with; no data when it failed, with the code of its first error. */
export type Outcome = { data: Record<string, unknown> | null; errorCode: string | null }

type Operation = {
  number: number
  owner: string
  query: string
  grouped: boolean
  status: Status
  createdAt: number
  completedAt: number | null
  begun: boolean
  errorCode: string | null
  lines: ReturnType<typeof createLineWriter>
  /** Of the file, once there is one. */
  text: string | null
  signature: string
  /** Runs the query over the shop as it is then, slice by slice. */
  read(): Iterable<Outcome>
}

const ended: readonly Status[] = ['COMPLETED', 'FAILED', 'CANCELED']

/** Bulk operations of all shops. Each begins when somebody first looks at it. */
export type BulkOperations = ReturnType<typeof createBulkOperations>

/** @param now epoch ms */
export function createBulkOperations(now: () => number) {
  const operations: Operation[] = []
  let count = 0

  const end = (operation: Operation, status: Status, errorCode: string | null = null) =>
    Object.assign(operation, { status, errorCode, completedAt: now() })

  /** Reads and writes, with a turn for others after each slice. */
  const work = async (operation: Operation) => {
    for (const { data, errorCode } of operation.read()) {
      if (operation.status === 'CANCELING') return end(operation, 'CANCELED')
      if (data === null) return end(operation, 'FAILED', errorCode)
      operation.lines.add(data)
      await turn()
    }
    if (operation.status === 'CANCELING') return end(operation, 'CANCELED')
    operation.text = operation.lines.text()
    return end(operation, 'COMPLETED')
  }
  const look = (operation: Operation) => {
    if (operation.status === 'CANCELING' && !operation.begun) end(operation, 'CANCELED')
    if (operation.status === 'CREATED') {
      Object.assign(operation, { status: 'RUNNING', begun: true })
      work(operation).catch(() => end(operation, 'FAILED', 'INTERNAL_SERVER_ERROR'))
    }
    return operation
  }
  const ownedBy = (owner: string) => operations.filter((operation) => operation.owner === owner)

  /** @param base where files are fetched from */
  const render = (operation: Operation, base: string) => {
    const { number, status, text, createdAt, completedAt, signature } = operation
    const expires = Math.floor(((completedAt ?? createdAt) + fileDays * dayMs) / 1000)
    // Nothing found is no file.
    const { objects, roots } = operation.lines.count()
    const url =
      text === null || objects === 0
        ? null
        : `${base}/bulk-operation-outputs/${number}.jsonl?Expires=${expires}&Signature=${signature}`
    return {
      __typename: 'BulkOperation',
      id: gid('BulkOperation', number),
      status,
      type: 'QUERY',
      query: operation.query,
      errorCode: operation.errorCode,
      createdAt: time(createdAt),
      completedAt: completedAt === null ? null : time(completedAt),
      objectCount: String(objects),
      rootObjectCount: String(roots),
      fileSize: text === null ? null : String(Buffer.byteLength(text)),
      url,
      partialDataUrl: null,
    }
  }

  return {
    start(owner: string, started: Pick<Operation, 'query' | 'grouped' | 'read'>, base: string) {
      count += 1
      const operation: Operation = {
        ...started,
        number: 8_001_977_000_000 + count,
        owner,
        status: 'CREATED',
        createdAt: now(),
        completedAt: null,
        begun: false,
        errorCode: null,
        lines: createLineWriter(started.grouped),
        text: null,
        signature: randomBytes(16).toString('hex'),
      }
      operations.push(operation)
      return render(operation, base)
    },
    /** Ids of what hasn't ended yet. */
    running: (owner: string) =>
      ownedBy(owner)
        .filter(({ status }) => !ended.includes(status))
        .map(({ number }) => gid('BulkOperation', number)),
    look(owner: string, id: string, base: string) {
      const found = ownedBy(owner).find(({ number }) => number === numberOf('BulkOperation', id))
      return found === undefined ? null : render(look(found), base)
    },
    lookAtLatest(owner: string, base: string) {
      const latest = ownedBy(owner).at(-1)
      return latest === undefined ? null : render(look(latest), base)
    },
    lookAtAll: (owner: string, base: string) => ownedBy(owner).map((each) => render(look(each), base)),
    /** @returns the operation, and false when there was nothing left to cancel; null when there is none of that id */
    cancel(owner: string, id: string, base: string) {
      const found = ownedBy(owner).find(({ number }) => number === numberOf('BulkOperation', id))
      if (found === undefined) return null
      const could = !ended.includes(found.status)
      if (could) found.status = 'CANCELING'
      return { operation: render(found, base), cancelled: could }
    },
    /** The text of a file; null when the name, the signature or the time is not right. */
    file(name: string, signature: string) {
      const found = operations.find((each) => `${each.number}.jsonl` === name && each.signature === signature)
      if (found?.text == null || found.completedAt === null) return null
      return found.completedAt + fileDays * dayMs > now() ? found.text : null
    },
  }
}
