'use client'
import { useQuery } from '@tanstack/react-query'
import { RunProgress } from '#components/runs/run-progress.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'

/** The first sync as it goes. The page may be left; the sync goes on. */
export function FirstSyncStep({ runId, connectionId }: { runId: string; connectionId: string }) {
  const trpc = useTRPC()
  const run = useQuery(trpc.runs.get.queryOptions({ id: runId }))
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-md font-semibold">First sync</h2>
      {run.isError && (
        <ErrorState
          title="The sync could not be shown."
          message={messageOf(run.error)}
          onRetry={() => void run.refetch()}
        />
      )}
      {run.isPending && <SkeletonText lines={4} />}
      {run.data !== undefined && (
        <>
          <RunProgress run={run.data} />
          <div className="flex flex-wrap gap-2">
            {run.data.endedAt === null ? (
              <p className="text-dense text-ink-muted">
                You can leave this page: the sync goes on, and you find it under Syncs.
              </p>
            ) : (
              <LinkButton look="primary" href={`/catalogue?connection=${connectionId}`}>
                Open the catalogue
              </LinkButton>
            )}
            <LinkButton href={`/connections/${connectionId}`}>Open the connection</LinkButton>
          </div>
        </>
      )}
    </div>
  )
}
