import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** `invoke`: begun. `ok`, `fail`: known to have happened, or not. `info`: nobody knows, or nothing to know. */
export type Entry = {
  at: number
  type: 'invoke' | 'ok' | 'fail' | 'info'
  what: string
  /** of the `invoke` it ends */
  id: number
  detail: Record<string, unknown>
}

type Detail = Record<string, unknown>

/** How an operation ended; once. */
export type Ending = { ok(detail?: Detail): void; fail(detail?: Detail): void; info(detail?: Detail): void }

/** Everything that was done during a run, in the order it was done. */
export type History = {
  entries: readonly Entry[]
  /** Something that takes time: what was asked now, how it ended later. */
  invoke(what: string, detail?: Detail): Ending
  /** Something that simply is so. */
  note(what: string, detail?: Detail): void
  close(): Promise<void>
}

/** @param file one entry a line, JSON; written as it comes, so that a run that dies leaves what it did */
export function openHistory(file: string): History {
  const out = createWriteStream(file)
  const entries: Entry[] = []
  let operations = 0
  const add = (type: Entry['type'], what: string, id: number, detail: Detail) => {
    const entry = { at: Date.now(), type, what, id, detail }
    entries.push(entry)
    out.write(`${JSON.stringify(entry)}\n`)
  }
  return {
    entries,
    invoke(what, detail = {}) {
      operations += 1
      const id = operations
      add('invoke', what, id, detail)
      return {
        ok: (end = {}) => add('ok', what, id, end),
        fail: (end = {}) => add('fail', what, id, end),
        info: (end = {}) => add('info', what, id, end),
      }
    },
    note(what, detail = {}) {
      operations += 1
      add('info', what, operations, detail)
    },
    async close() {
      out.end()
      await finished(out)
    },
  }
}
