'use client'
import { useQuery } from '@tanstack/react-query'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { counted } from '#lib/numbers.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'

const named = 3

/** Which records a sync could not take over: the first few with the reason, and the way to all. */
export function RunFailed({ run }: { run: Pick<Outputs['runs']['get'], 'id' | 'failed'> }) {
  const trpc = useTRPC()
  const issues = useQuery(trpc.runs.issues.queryOptions({ runId: run.id, page: 1, pageSize: named }))
  const errors = issues.data?.rows.filter(({ severity }) => severity === 'error') ?? []
  return (
    <section aria-label="Records that could not be taken over" className="flex flex-col gap-1 text-dense">
      <h3 className="font-medium">{counted(run.failed, 'record')} could not be taken over</h3>
      <ul className="flex flex-col gap-1">
        {errors.map(({ id, entity, recordName, sourceId, message }) => (
          <li key={id} className="line-clamp-2 break-words">
            <span className="text-ink-muted">{entityWords[entity].label} · </span>
            <span className="font-medium">{recordName || sourceId}</span>: {message}
          </li>
        ))}
      </ul>
      {issues.isSuccess && errors.length === 0 && (
        <p className="text-ink-muted">A later sync met the same: the reasons stand with that one.</p>
      )}
      <p>
        <ScopedLink href={`/runs/${run.id}?tab=issues&resolved=true`} className="text-accent-ink underline">
          {run.failed === 1 ? 'See the whole reason' : 'See all and why'}
        </ScopedLink>
      </p>
    </section>
  )
}
