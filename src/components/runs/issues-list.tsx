'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import { parseAsBoolean, parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { CheckboxField } from '#components/forms/checkbox-field.tsx'
import { Pagination } from '#components/tables/pagination.tsx'
import { SearchField } from '#components/tables/search-field.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { MonoId } from '#components/ui/mono-id.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Outputs } from '#trpc/types.ts'
import { IssuePayload } from './issue-payload.tsx'

type Issue = Outputs['runs']['issues']['rows'][number]

const urlState = {
  issue: parseAsString.withDefault(''),
  issues: parseAsInteger.withDefault(1),
  resolved: parseAsBoolean.withDefault(false),
}
const pageSize = 50

/** Records that could not be taken over, of one run or one connection, each by name with the reason. */
export function IssuesList(props: { runId?: string; connectionId?: string; timeZone: string }) {
  const { timeZone, ...of } = props
  const trpc = useTRPC()
  const [url, setUrl] = useQueryStates(urlState, { history: 'push' })
  const page = Math.max(1, url.issues)
  const filter = { ...(url.resolved ? {} : { open: true }), ...(url.issue === '' ? {} : { q: url.issue }) }
  const issues = useQuery(
    trpc.runs.issues.queryOptions(
      { ...of, ...filter, page, pageSize },
      { placeholderData: keepPreviousData },
    ),
  )
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField
          label="Search issues"
          value={url.issue}
          onChange={(issue) =>
            void setUrl({ issue: issue === '' ? null : issue, issues: null }, { history: 'replace' })
          }
        />
        <CheckboxField
          label="Show resolved ones too"
          checked={url.resolved}
          onCheckedChange={(resolved) => void setUrl({ resolved, issues: null })}
        />
      </div>
      <div className="rounded-card border border-line bg-surface">
        {issues.isPending && (
          <div className="p-4">
            <SkeletonText lines={6} />
          </div>
        )}
        {issues.isError && issues.data === undefined && (
          <ErrorState
            title="The issues could not be loaded."
            message={messageOf(issues.error)}
            onRetry={() => void issues.refetch()}
          />
        )}
        {issues.data?.total === 0 && (
          <NoIssues searched={url.issue !== ''} hides={of.runId !== undefined && !url.resolved} />
        )}
        <ul
          aria-label="Issues"
          className={clsx('divide-y divide-line', issues.isPlaceholderData && 'opacity-55')}
        >
          {issues.data?.rows.map((issue) => (
            <IssueRow key={issue.id} issue={issue} timeZone={timeZone} />
          ))}
        </ul>
        <Pagination
          page={page}
          pageSize={pageSize}
          total={issues.data?.total}
          noun={issues.data?.total === 1 ? 'issue' : 'issues'}
          onPageChange={(next) => void setUrl({ issues: next })}
        />
      </div>
    </div>
  )
}

/** `hides`: of a sync that is over, what was resolved since is not shown. */
function NoIssues({ searched, hides }: { searched: boolean; hides: boolean }) {
  if (searched) {
    return (
      <EmptyState title="No issue matches this search.">
        Search for a record’s name, its POS id or a word.
      </EmptyState>
    )
  }
  if (hides) {
    return (
      <EmptyState icon={<CircleCheck />} title="No issue of this sync is open.">
        What was resolved since comes with “Show resolved ones too”.
      </EmptyState>
    )
  }
  return <EmptyState icon={<CircleCheck />} title="Every record was taken over whole." />
}

function IssueRow({ issue, timeZone }: { issue: Issue; timeZone: string }) {
  const name = issue.recordName || entityWords[issue.entity].label
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-2.5 text-dense md:grid-cols-[128px_minmax(0,1fr)_auto]">
      <span>
        <Severity issue={issue} />
      </span>
      <div className="min-w-0">
        <p className="flex min-w-0 flex-wrap items-center gap-x-3">
          {issue.productId === null ? (
            <span className="font-medium">{name}</span>
          ) : (
            <ScopedLink href={`/catalogue/${issue.productId}`} className="font-medium hover:underline">
              {name}
            </ScopedLink>
          )}
          <span className="text-ink-muted">
            <MonoId id={issue.sourceId} />
          </span>
        </p>
        <p className="max-w-[90ch] break-words">
          {issue.field !== '' && !issue.message.startsWith(issue.field) && (
            <code className="mr-2 font-mono text-xs text-ink-muted">{issue.field}</code>
          )}
          {issue.message}
        </p>
        {issue.hasPayload && <IssuePayload id={issue.id} name={name} />}
      </div>
      <span className="text-ink-muted">
        <TimeAgo at={issue.resolvedAt ?? issue.lastSeenAt} timeZone={timeZone} />
      </span>
    </li>
  )
}

function Severity({ issue }: { issue: Issue }) {
  if (issue.resolvedAt !== null) {
    return (
      <Badge tone="good" icon={<CircleCheck aria-hidden />}>
        Resolved
      </Badge>
    )
  }
  return issue.severity === 'error' ? (
    <Badge tone="failing" icon={<CircleX aria-hidden />}>
      Not taken over
    </Badge>
  ) : (
    <Badge tone="attention" icon={<TriangleAlert aria-hidden />}>
      In part
    </Badge>
  )
}
