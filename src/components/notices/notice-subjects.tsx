import { ArrowRight } from 'lucide-react'
import { fieldLabel } from '#components/catalog/words.ts'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { count } from '#lib/numbers.ts'
import { eventWords, type NoticeView, outcomeWords } from './words.ts'

type Subject = NoticeView['subjects'][number]

const pages = { product: '/catalogue', order: '/orders', customer: '/customers' }

/** Each record a notice speaks of: what became of it, where it shows, and what its history says of this notice. */
export function NoticeSubjects({ view: { subjects, subjectCount, delivery } }: { view: NoticeView }) {
  if (subjects.length === 0) {
    return (
      <Card title="Records">
        <EmptyState title="It names no record">
          {delivery.origin === 'test'
            ? 'A test only tries the line.'
            : 'It says that something changed, not what; what changed is found by reading.'}
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card title={`Records (${count(subjectCount)})`} flush>
      <ul className="text-dense">
        {subjects.map((subject) => (
          <li
            key={`${subject.entity} ${subject.sourceId}`}
            className="flex flex-col gap-1 border-b border-line px-4 py-2.5 last:border-b-0"
          >
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="text-ink-muted">{entityWords[subject.entity].label}</span>
              <SubjectName subject={subject} />
              <span className="ml-auto">
                {subject.outcome === null ? 'Not worked on' : outcomeWords(subject.outcome)}
              </span>
            </div>
            <SubjectSteps subject={subject} />
          </li>
        ))}
      </ul>
      {subjectCount > subjects.length && (
        <p className="border-t border-line px-4 py-2 text-dense text-ink-muted">
          And {count(subjectCount - subjects.length)} more.
        </p>
      )}
    </Card>
  )
}

function SubjectName({ subject: { target, sourceId } }: { subject: Subject }) {
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2">
      {target !== null && (
        <ScopedLink
          href={`${pages[target.kind]}/${target.id}?view=history`}
          className="min-w-0 font-medium text-accent-ink underline"
        >
          {target.name ?? `This ${target.kind}`}
        </ScopedLink>
      )}
      <MonoId id={sourceId} />
    </span>
  )
}

function SubjectSteps({ subject: { steps } }: { subject: Subject }) {
  if (steps.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 border-l-2 border-line pl-3">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps of a notice that was worked on never change
        <li key={index} className="flex flex-wrap items-baseline gap-x-3">
          <span>{eventWords(step.type)}</span>
          {step.changes.map(({ field, before, after }) => (
            <span key={field} className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
              <span className="text-ink-muted">{fieldLabel(field)}</span>
              <del className="max-w-60 truncate text-ink-muted no-underline">{valueWords(before)}</del>
              <ArrowRight aria-label="became" className="size-3 text-ink-faint" />
              <ins className="max-w-60 truncate no-underline">{valueWords(after)}</ins>
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
