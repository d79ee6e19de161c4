'use client'
import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SkeletonText } from '#components/ui/skeleton.tsx'
import { useTRPC } from '#trpc/client.ts'
import { messageOf } from '#trpc/error-words.ts'
import { SimulatorCard } from './simulator-card.tsx'

const refreshMs = 3000

/** The demo's pretend POS systems: what they hold, and switches to make them misbehave. */
export function SimulatorsScreen() {
  const trpc = useTRPC()
  const simulators = useQuery(trpc.simulators.list.queryOptions(undefined, { refetchInterval: refreshMs }))
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Simulators"
        description="Pretend POS systems on this machine, for trying things out. Make them fail and watch how Cairn copes."
      />
      {simulators.isPending && <SkeletonText lines={8} />}
      {simulators.isError && simulators.data === undefined && (
        <ErrorState
          title="The simulators could not be reached."
          message={messageOf(simulators.error)}
          onRetry={() => void simulators.refetch()}
        />
      )}
      {simulators.data?.map((simulator) => (
        <SimulatorCard key={simulator.vendor} simulator={simulator} />
      ))}
    </div>
  )
}
