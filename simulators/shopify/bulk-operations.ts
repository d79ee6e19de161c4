import { randomBytes } from 'node:crypto'
import { type Lines, writeLines } from './bulk-lines.ts'
import { gid, numberOf, time } from './dialect.ts'

const dayMs = 86_400_000
const fileDays = 7
/** Queries of one app in one shop at once, as of 2026-01. */
export const mostAtOnce = 5

type Status = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED'

/** What a query was answered with; no data when it failed, with the code of its first error. */
export type Outcome = { data: Record<string, unknown> | null; errorCode: string | null }

type Operation = {
  number: number
  owner: string
  query: string
  grouped: boolean
  status: Status
  createdAt: number
  completedAt: number | null
  errorCode: string | null
  lines: Lines | null
  signature: string
  /** Runs the query over the shop as it is then. */
  read(): Outcome
}

const ended: readonly Status[] = ['COMPLETED', 'FAILED', 'CANCELED']
const nextStatus: Partial<Record<Status, Status>> = {
  CREATED: 'RUNNING',
  RUNNING: 'COMPLETED',
  CANCELING: 'CANCELED',
}

/** Bulk operations of all shops. Each goes a step further every time somebody looks at it. */
export type BulkOperations = ReturnType<typeof createBulkOperations>

/** @param now epoch ms */
export function createBulkOperations(now: () => number) {
  const operations: Operation[] = []
  let count = 0

  const advance = (operation: Operation) => {
    operation.status = nextStatus[operation.status] ?? operation.status
    if (operation.status !== 'COMPLETED' || operation.completedAt !== null) return operation
    operation.completedAt = now()
    const { data, errorCode } = operation.read()
    operation.errorCode = errorCode
    if (data === null) operation.status = 'FAILED'
    else operation.lines = writeLines(data, operation.grouped)
    return operation
  }
  const ownedBy = (owner: string) => operations.filter((operation) => operation.owner === owner)

  /** @param base where files are fetched from */
  const render = (operation: Operation, base: string) => {
    const { number, status, lines, createdAt, completedAt, signature } = operation
    const expires = Math.floor(((completedAt ?? createdAt) + fileDays * dayMs) / 1000)
    // Nothing found is no file.
    const url =
      lines === null || lines.objects === 0
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
      objectCount: String(lines?.objects ?? 0),
      rootObjectCount: String(lines?.roots ?? 0),
      fileSize: lines === null ? null : String(Buffer.byteLength(lines.text)),
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
        errorCode: null,
        lines: null,
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
      return found === undefined ? null : render(advance(found), base)
    },
    lookAtLatest(owner: string, base: string) {
      const latest = ownedBy(owner).at(-1)
      return latest === undefined ? null : render(advance(latest), base)
    },
    lookAtAll: (owner: string, base: string) => ownedBy(owner).map((each) => render(advance(each), base)),
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
      if (found?.lines == null || found.completedAt === null) return null
      return found.completedAt + fileDays * dayMs > now() ? found.lines.text : null
    },
  }
}
