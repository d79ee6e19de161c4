import type { Evidence, NoticeEvidence } from './evidence.ts'

const settled = ['applied', 'unchanged', 'ignored', 'dead']

const sameAs = ({ connectionId, bodySha256 }: { connectionId: string; bodySha256: string }) =>
  `${connectionId} ${bodySha256}`

const taken = (status: number | null) => status !== null && status >= 200 && status < 300
/** The receiver said for certain that it kept nothing; without an answer, or after a 5xx, nobody knows. */
const refused = (status: number | null) => status !== null && status >= 400 && status < 500

/**
 * Every notice that was answered 2xx is kept, no oftener than there were notices with its content, and came to its end
 * or was given up by name; what was certainly refused is not kept. @returns what is wrong, in words
 */
export function checkNotices({ notices }: Pick<Evidence, 'notices'>): string[] {
  const { sent, arrived, stored } = notices
  const genuine = Map.groupBy(
    sent.filter(({ forged }) => !forged),
    sameAs,
  )
  const arrivals = Map.groupBy(arrived, sameAs)
  const kept = Map.groupBy(stored, sameAs)
  const problems = [...genuine].flatMap(([key, ofOneContent]) => {
    const answers = arrivals.get(key) ?? []
    const count = kept.get(key)?.length ?? 0
    const { topic } = ofOneContent[0] ?? { topic: '' }
    if (count > ofOneContent.length)
      return [`${topic} ${key} was sent as ${ofOneContent.length} and kept as ${count}`]
    if (count === 0 && answers.some(({ status }) => taken(status)))
      return [`${topic} ${key} was answered 2xx and is not kept`]
    if (count > 0 && answers.length > 0 && answers.every(({ status }) => refused(status)))
      return [`${topic} ${key} was refused each time and is kept`]
    return []
  })
  const unsettled = stored
    .filter(({ state, errorKind }) => !settled.includes(state) || (state === 'dead' && errorKind === null))
    .map(({ id, state }) => `notice ${id} ended as ${state} without a name`)
  return [...problems, ...unsettled]
}

/** What nobody genuine sent to a connection is not kept there, and was never answered 2xx. */
export function checkForgeries({ notices }: Pick<Evidence, 'notices'>): string[] {
  const { sent, arrived, stored, impostures } = notices
  const genuine = new Set(sent.filter(({ forged }) => !forged).map(sameAs))
  const isGenuine = (what: Pick<NoticeEvidence, 'connectionId' | 'bodySha256'>) => genuine.has(sameAs(what))
  return [
    ...stored
      .filter((one) => !isGenuine(one))
      .map(({ id }) => `notice ${id} is kept and nobody genuine sent it`),
    ...[...arrived, ...impostures]
      .filter((one) => !isGenuine(one) && taken(one.status))
      .map((one) => `a forged notice was answered ${one.status}: ${sameAs(one)}`),
  ]
}
