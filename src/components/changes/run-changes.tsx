'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useRowSelection } from '#components/tables/row-selection.ts'
import { SelectionBar } from '#components/tables/selection-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { changesKeptDays } from '#lib/changes-kept-days.ts'
import { syncEntityNames } from '#lib/entity-words.ts'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import type { Inputs, Outputs } from '#trpc/types.ts'
import { useMay } from '#trpc/use-me.ts'
import { ChangeFilters } from './change-filters.tsx'
import { ChangesTable } from './changes-table.tsx'
import { DecideAll } from './decide-all.tsx'
import { decisionWords } from './decision-words.tsx'
import { GuardBars } from './guard-bars.tsx'
import { useChangeFilter } from './use-change-filter.ts'
import { useDecisions } from './use-decisions.ts'

type Selection = Inputs['changes']['approve']['selection']

/** A run's difference: summed up in pictures, listed before → after, and decided on while it waits. */
export function RunChanges({ run }: { run: Outputs['runs']['get'] }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.changes.summary.queryOptions({ runId: run.id }))
  const filter = useChangeFilter()
  const selection = useRowSelection(JSON.stringify(filter.filter))
  const [total, setTotal] = useState(0)
  const mayDecide = useMay('runs.approve')
  const decisions = useDecisions(selection.clear)
  if (query.isPending) return <SkeletonText lines={6} />
  if (query.isError)
    return (
      <ErrorState
        title="The difference could not be loaded."
        message={messageOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  const summary = query.data
  const words = decisionWords(summary, run.status)
  const waits = run.status === 'waiting_for_approval'
  const decides = waits && mayDecide
  const chosen = (): Selection =>
    selection.all ? { matching: filter.filter } : { changes: [...selection.ids].flatMap(changeOf) }
  const act = (decide: typeof decisions.approve | typeof decisions.refuse) =>
    decide.mutate({ runId: run.id, selection: chosen() })
  return (
    <div className="flex flex-col gap-4">
      {words !== null && (
        <Card title={words.title}>
          <div className="flex flex-col gap-4">
            <p className="max-w-[80ch] text-ink-muted">{words.text}</p>
            {summary.judgement !== null && summary.mode !== 'undo' && (
              <GuardBars judgement={summary.judgement} />
            )}
            {decides && <DecideAll runId={run.id} summary={summary} decisions={decisions} />}
          </div>
        </Card>
      )}
      {summary.sums.length === 0 && summary.tidied ? (
        <EmptyState title="The details of this sync are not kept any more.">
          What each record would change was removed {changesKeptDays} days after the sync ended. Its counts
          stay, and every product keeps its own history.
        </EmptyState>
      ) : summary.sums.length === 0 ? (
        <EmptyState title="No difference is kept of this sync.">
          Either nothing changed, or it was the first reading, which is taken in page by page: see “What it
          wrote”.
        </EmptyState>
      ) : (
        <>
          <ChangeFilters filter={filter} summary={summary} />
          <ChangesTable
            runId={run.id}
            place={{ currency: summary.currency, timeZone: run.timeZone }}
            filter={filter}
            selection={decides ? selection : undefined}
            onTotal={(next) => next !== total && setTotal(next)}
          />
          {decides && (
            <SelectionBar selection={selection} total={total} noun="changes">
              <Button
                look="primary"
                size="small"
                busy={decisions.busy}
                onClick={() => act(decisions.approve)}
              >
                Approve selected
              </Button>
              {summary.mode !== 'undo' && (
                <Button size="small" busy={decisions.busy} onClick={() => act(decisions.refuse)}>
                  Refuse selected
                </Button>
              )}
            </SelectionBar>
          )}
        </>
      )}
    </div>
  )
}

/** The change behind a row id. */
function changeOf(id: string) {
  const space = id.indexOf(' ')
  const entity = syncEntityNames.find((name) => name === id.slice(0, space))
  return entity ? [{ entity, sourceId: id.slice(space + 1) }] : []
}
