import type { AdapterSession } from '#server/adapters/contract.ts'
import { AdapterError, kindPolicy } from '#server/adapters/errors.ts'
import { isOfARecord } from '#server/adapters/kit/read-around.ts'
import type { Clock } from '#server/lib/clock.ts'
import { storableText } from '#server/lib/storable-text.ts'
import type { SourceRecord } from '#server/model/source-record.ts'
import type { SyncEntity } from '#server/model/sync.ts'
import { keyOf } from './plan-tasks.ts'

/** What the POS said of a record when it was asked. `record` null: it no longer has it. */
export type Answer = { record: SourceRecord | null; askedAt: Date } | { error: AdapterError }

const idsOfACall = 250

/** More than this broken among the records of a call are no broken records. */
const mostBroken = 5

/**
 * Reads records again, kind by kind, as many with one call as the contract allows. When the POS refuses a call for what
 * it was asked, or one of its records breaks the answer, the ids are halved until the one at fault stands alone; what is
 * wrong with the line is no id's fault and costs one call. Two beside each other that break the answer each by itself
 * mean that the POS is out of order: what is left is then not asked for.
 * @returns an answer for each, by {@link keyOf}
 * @throws whatever is no AdapterError
 */
export async function readRecords(
  session: AdapterSession,
  wanted: ReadonlyMap<SyncEntity, ReadonlySet<string>>,
  clock: Clock,
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>()
  for (const [entity, ids] of wanted) {
    const list = [...ids]
    for (let start = 0; start < list.length; start += idsOfACall)
      await readCall(session, entity, list.slice(start, start + idsOfACall), { answers, clock })
  }
  return answers
}

async function readCall(
  session: AdapterSession,
  entity: SyncEntity,
  all: string[],
  { answers, clock }: { answers: Map<string, Answer>; clock: Clock },
): Promise<void> {
  let broken = 0
  let brokenUntil = -1
  let outOfOrder: AdapterError | null = null
  const fail = (ids: string[], error: AdapterError) => {
    for (const sourceId of ids) answers.set(keyOf({ entity, sourceId }), { error })
  }
  async function ask(from: number, to: number): Promise<void> {
    const ids = all.slice(from, to)
    if (outOfOrder) return fail(ids, outOfOrder)
    const askedAt = clock.now()
    try {
      const records = (await session.readAgain?.[entity]?.(ids)) ?? []
      const found = new Map(records.map((record) => [storableText(record.sourceId), record]))
      for (const sourceId of ids)
        answers.set(keyOf({ entity, sourceId }), { record: found.get(sourceId) ?? null, askedAt })
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error
      if (ids.length > 1 && (isAboutContent(error) || isOfARecord(error))) {
        const middle = Math.ceil((from + to) / 2)
        await ask(from, middle)
        return ask(middle, to)
      }
      fail(ids, error)
      if (isAboutContent(error) || !isOfARecord(error)) return
      broken += 1
      if (brokenUntil === from || broken > mostBroken) outOfOrder = error
      brokenUntil = to
    }
  }
  await ask(0, all.length)
}

/** The POS understood the call and refused something in it, or answered something nobody can read. */
const isAboutContent = ({ kind }: AdapterError) => kindPolicy[kind].class === 'validation'
