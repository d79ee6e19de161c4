'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Pagination } from '#components/tables/pagination.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ScopedLink } from '#components/ui/scoped-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { showToast } from '#components/ui/toast.tsx'
import { entityWords } from '#lib/entity-words.ts'
import { useTRPC } from '#trpc/client.ts'
import type { Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'

type Refusal = Outputs['changes']['refusals']['rows'][number]
const pageSize = 10

/**
 * The versions that are held back, of one connection or one product, each with the way to take the refusal back.
 * Nothing where there are none.
 */
export function Refusals({
  of,
  timeZone,
}: {
  of: { connectionId: string } | { productId: string }
  timeZone: string
}) {
  const trpc = useTRPC()
  const [page, setPage] = useState(1)
  const list = useQuery(trpc.changes.refusals.queryOptions({ ...of, page, pageSize }))
  if (!list.data || list.data.total === 0) return null
  return (
    <Card
      title="Refused versions"
      description="What the POS says of these is not taken in until it says something else."
      flush
    >
      <ul className="divide-y divide-line">
        {list.data.rows.map((refusal) => (
          <RefusalRow key={`${refusal.entity} ${refusal.sourceId}`} refusal={refusal} timeZone={timeZone} />
        ))}
      </ul>
      <Pagination
        page={page}
        pageSize={pageSize}
        total={list.data.total}
        noun="refused versions"
        onPageChange={setPage}
      />
    </Card>
  )
}

function RefusalRow({ refusal, timeZone }: { refusal: Refusal; timeZone: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayDecide = useMay('runs.approve')
  const takeBack = useMutation(
    trpc.changes.takeBack.mutationOptions({
      onSuccess: () => {
        showToast({
          kind: 'good',
          title: 'Refusal taken back',
          description: 'The next full sync takes in what the POS says.',
        })
        return queryClient.invalidateQueries(trpc.changes.refusals.pathFilter())
      },
    }),
  )
  const { connectionId, entity, sourceId, name, gone, refusedAt, refusedBy, runId, productId } = refusal
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-dense">
      <div className="min-w-0 flex-1">
        {productId === null ? (
          <span className="font-medium">{name}</span>
        ) : (
          <ScopedLink href={`/catalogue/${productId}`} className="font-medium hover:underline">
            {name}
          </ScopedLink>
        )}{' '}
        <span className="text-ink-muted">{entityWords[entity].label}</span>
        <p className="text-ink-muted">
          {gone ? 'Refused to let it go' : 'Refused version'}, <TimeAgo at={refusedAt} timeZone={timeZone} />
          {refusedBy !== null && ` by ${refusedBy}`}
          {runId !== null && (
            <>
              {' · '}
              <ScopedLink href={`/runs/${runId}`} className="text-accent-ink underline">
                the sync
              </ScopedLink>
            </>
          )}
        </p>
      </div>
      {mayDecide && (
        <Button
          size="small"
          busy={takeBack.isPending}
          onClick={() => takeBack.mutate({ connectionId, entity, sourceIds: [sourceId] })}
        >
          Take back
        </Button>
      )}
    </li>
  )
}
