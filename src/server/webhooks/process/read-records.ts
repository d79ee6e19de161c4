import type { AdapterSession } from '#server/adapters/contract.ts'
import { AdapterError, kindPolicy } from '#server/adapters/errors.ts'
import type { Clock } from '#server/lib/clock.ts'
import { storableText } from '#server/lib/storable-text.ts'
import type { SourceRecord } from '#server/model/source-record.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { keyOf } from './plan-tasks.ts'

/** What the POS said of a record when it was asked. `record` null: it no longer has it. */
export type Answer = { record: SourceRecord | null; askedAt: Date } | { error: AdapterError }

const idsOfACall = 250

/**
 * Reads records again, kind by kind, as many with one call as the contract allows. When the POS refuses a call for what
 * it was asked, the ids are halved until the one at fault stands alone; what is wrong with the line is no id's fault and
 * costs one call.
 * @returns an answer for each, by {@link keyOf}
 * @throws whatever is no AdapterError
 */
export async function readRecords(
  session: AdapterSession,
  wanted: ReadonlyMap<SyncEntity, ReadonlySet<string>>,
  clock: Clock,
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>()
  async function ask(entity: SyncEntity, ids: string[]): Promise<void> {
    const askedAt = clock.now()
    try {
      const records = (await session.readAgain?.[entity]?.(ids)) ?? []
      const found = new Map(records.map((record) => [storableText(record.sourceId), record]))
      for (const sourceId of ids)
        answers.set(keyOf({ entity, sourceId }), { record: found.get(sourceId) ?? null, askedAt })
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error
      if (ids.length > 1 && isAboutContent(error)) {
        const middle = Math.ceil(ids.length / 2)
        await ask(entity, ids.slice(0, middle))
        await ask(entity, ids.slice(middle))
        return
      }
      for (const sourceId of ids) answers.set(keyOf({ entity, sourceId }), { error })
    }
  }
  for (const [entity, ids] of wanted) {
    const list = [...ids]
    for (let start = 0; start < list.length; start += idsOfACall)
      await ask(entity, list.slice(start, start + idsOfACall))
  }
  return answers
}

/** The POS understood the call and refused something in it, or answered something nobody can read. */
const isAboutContent = ({ kind }: AdapterError) => kindPolicy[kind].class === 'validation'
