import { Card } from '#components/ui/card.tsx'
import { count, counted } from '#lib/numbers.ts'
import { duration, exactTime } from '#lib/time.ts'
import type { NoticeView } from './words.ts'

type Step = { title: string; at: Date | null; detail: string | null }

/** From when it happened at the POS to when it was worked on, with what lay between. */
export function NoticeTimeline({ view: { delivery, store, connection } }: { view: NoticeView }) {
  const { occurredAt, receivedAt, processedAt, nextAttemptAt, attempts, origin } = delivery
  const after = (from: Date | null, to: Date) =>
    from === null ? null : `${duration(Math.max(0, to.getTime() - from.getTime()))} later`
  const steps: Step[] = [
    {
      title: 'Happened at the POS',
      at: occurredAt,
      detail: occurredAt === null ? `${connection.vendorName} doesn’t say when` : null,
    },
    {
      title: origin === 'replay' ? 'Replay asked for' : 'Received',
      at: receivedAt,
      detail: origin === 'replay' ? null : after(occurredAt, receivedAt),
    },
    {
      title: processedAt === null ? 'Not worked on yet' : 'Worked on',
      at: processedAt,
      detail: processedAt === null ? null : after(receivedAt, processedAt),
    },
    ...(nextAttemptAt === null ? [] : [{ title: 'Tried again', at: nextAttemptAt, detail: null }]),
  ]
  return (
    <Card
      title="Timeline"
      description={`${counted(attempts, 'attempt')}${attempts > 1 ? `, ${count(attempts - 1)} of them in vain` : ''}`}
    >
      <ol className="flex flex-col">
        {steps.map(({ title, at, detail }) => (
          <li key={title} className="relative border-l border-line-strong pb-3 pl-5 last:pb-0">
            <span
              aria-hidden
              className={`absolute top-1.5 -left-[5px] size-2.5 rounded-full border-2 border-surface ${at === null ? 'bg-line-strong' : 'bg-accent'}`}
            />
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{title}</span>
              {at !== null && (
                <span className="tabular text-dense text-ink-muted">{exactTime(at, store.timeZone)}</span>
              )}
              {detail !== null && <span className="tabular text-dense text-ink-muted">{detail}</span>}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}
